import { pick, type Random, uuidOf, wholeBelow } from './chance.ts';

/** How a visit ends, once an order is placed. */
export type Ending =
  | 'pay'
  /** A card that is refused, then one that is not. */
  | 'payAtSecondTry'
  /** A card that is refused, and nothing more. */
  | 'declined'
  /** A card that has promised the money, and refuses it when it is taken. */
  | 'refusedAtCapture'
  | 'cancel'
  | 'payThenCancel'
  /** Left to expire. */
  | 'leave'
  /** Paid within 50 ms of the expiry, before or after. */
  | 'payAtDeadline';

type Line = { readonly productId: string; readonly quantity: number };

/** All that one customer is going to do, decided beforehand. */
export type Visit = {
  /** Which of the accounts. */
  readonly customer: number;
  readonly lines: readonly Line[];
  readonly placeKey: string;
  readonly payKeys: readonly [string, string];
  /** The same request twice at the same moment. */
  readonly isDoubleClick: boolean;
  /** Afterwards the key comes again with another order, which must be refused. */
  readonly reusesKey: boolean;
  /** How often somebody comes back who is told to try later. */
  readonly returns: number;
  readonly watches: 'sse' | 'socket' | 'not';
  readonly ending: Ending;
  /** Of a payment at the deadline: ms behind it, −50 to 50. */
  readonly lateMs: number;
};

export type Shelves = { readonly plenty: readonly string[]; readonly scarce: readonly string[] };

export type Habits = Pick<Visit, 'returns'> & {
  readonly endings: Readonly<Record<Ending, number>>;
  readonly watching: number;
};

export const usualHabits: Habits = {
  endings: {
    pay: 43,
    payAtSecondTry: 9,
    declined: 5,
    refusedAtCapture: 3,
    cancel: 10,
    payThenCancel: 8,
    leave: 12,
    payAtDeadline: 10,
  },
  watching: 0.06,
  returns: 4,
};

const MOST_LINES = 10;
const MOST_UNITS = 3;
const DOUBLE_CLICKS = 0.05;
const REUSED_KEYS = 0.03;
/** Visits that want something of which there is not enough for all. */
const WANT_SCARCE = 0.25;
const NEAR_MS = 50;

type Shop = { readonly customers: number; readonly shelves: Shelves; readonly habits: Habits };

export function visitOf(random: Random, { customers, shelves, habits }: Shop): Visit {
  return {
    customer: wholeBelow(random, customers),
    lines: someLines(random, shelves),
    placeKey: uuidOf(random),
    payKeys: [uuidOf(random), uuidOf(random)],
    isDoubleClick: random() < DOUBLE_CLICKS,
    reusesKey: random() < REUSED_KEYS,
    returns: habits.returns,
    watches: random() >= habits.watching ? 'not' : random() < 0.5 ? 'sse' : 'socket',
    ending: pick(random, habits.endings),
    lateMs: (random() * 2 - 1) * NEAR_MS,
  };
}

function someLines(random: Random, { plenty, scarce }: Shelves): Line[] {
  const wanted = shuffled(random, plenty).slice(0, 1 + wholeBelow(random, MOST_LINES));
  const rare = scarce[wholeBelow(random, scarce.length)];
  if (rare !== undefined && (random() < WANT_SCARCE || wanted.length === 0)) wanted[0] = rare;
  return wanted.map((productId) => ({ productId, quantity: 1 + wholeBelow(random, MOST_UNITS) }));
}

const shuffled = (random: Random, ids: readonly string[]): string[] =>
  ids
    .map((id) => [random(), id] as const)
    .sort(([one], [other]) => one - other)
    .map(([, id]) => id);
