/**
 * `breaking`: an event that already lies in a log could not be read any more, or something that readers use is gone.
 * `readersFirst`: what lies there can be read, but a reader of the released version would refuse a new event.
 * `additive`: neither old events nor old readers notice.
 */
export type Severity = 'breaking' | 'readersFirst' | 'additive';

export type Change = {
  readonly severity: Severity;
  /** Topic, event and field, such as `orders.v1 OrderPaid data.total`. */
  readonly where: string;
  readonly what: string;
};

export type Tell = (severity: Severity, where: string, what: string) => void;
