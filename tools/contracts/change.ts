/**
 * `breaking`: an event that already lies in a log could not be read any more, or something that readers use is gone.
 * `readersFirst`: what lies there can be read, but a reader of the released version would refuse or miss a new event.
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

type Meant = {
  /** Every reader will run the new version before the first such event is published. */
  readonly readersFirst: boolean;
  /** This is to be a release: whatever has not been taken over was forgotten. */
  readonly unchanged: boolean;
};

/** The changes that can't pass. */
export const refusedOf = (changes: readonly Change[], { readersFirst, unchanged }: Meant): Change[] =>
  changes.filter(
    ({ severity }) => unchanged || severity === 'breaking' || (severity === 'readersFirst' && !readersFirst),
  );
