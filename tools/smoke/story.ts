import type { Session } from './accounts.ts';
import type { Mailbox } from './mailbox.ts';
import type { Person } from './person.ts';
import type { Progress } from './progress.ts';
import type { ShopClock } from './shopClock.ts';
import type { Teller } from './teller.ts';

/** Who takes part. */
export type Cast = {
  readonly visitor: Person;
  /** Registered for this story. */
  readonly customer: Person;
  /** Another one, who wants the same things. */
  readonly rival: Person;
  readonly admin: Person;
};

/** What every chapter works with. */
export type Story = Cast &
  Pick<Teller, 'step' | 'note'> &
  Pick<Progress, 'remember' | 'recall'> & {
    /** The customer's. */
    readonly session: Session;
    /** The customer's. */
    readonly mails: Mailbox;
    readonly clock: ShopClock;
    /** Milliseconds from each change to its message at the client. */
    readonly latencies: number[];
    /** How often the last unit is raced for. */
    readonly races: number;
    /** False after a crash: what happened while nobody watched was not seen live. */
    readonly isFirstTime: boolean;
  };

export type Chapter = { readonly title: string; readonly tell: (story: Story) => Promise<void> };
