import type { Language } from './words/languages.ts';

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

/** Tells a person's browsers and programs, each once for each event. @throws AppError UNAVAILABLE. */
export type Dispatch = (
  notice: Omit<Delivery, 'kind'> & {
    /** Of the event. */
    readonly type: string;
    /** ISO 8601. */
    readonly at: string;
    readonly channels: ('PUSH' | 'WEBHOOK')[];
  },
) => Promise<void>;

/** As people may switch them off. */
export type Category = 'ACCOUNT' | 'ORDER_UPDATES' | 'PAYMENTS';
export type Channel = 'EMAIL' | 'IN_APP' | 'PUSH' | 'WEBHOOK';

/** Where a person wants to be told of a category. @throws AppError UNAVAILABLE. */
export type ChannelsFor = (userId: string, category: Category) => Promise<readonly Channel[]>;

/** Null when there is no such user any more. @throws AppError UNAVAILABLE. */
export type LanguageOf = (userId: string) => Promise<Language | null>;
