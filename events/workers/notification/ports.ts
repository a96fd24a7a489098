export type Delivery = {
  /** A second delivery of the same event changes nothing. */
  readonly eventId: string;
  readonly userId: string;
  readonly kind: 'WELCOME' | 'ORDER' | 'PAYMENT';
  readonly title: string;
  readonly body: string;
  readonly orderId: string | null;
};

/** Puts a notice into a person's inbox. @throws AppError UNAVAILABLE. */
export type Deliver = (delivery: Delivery) => Promise<void>;
