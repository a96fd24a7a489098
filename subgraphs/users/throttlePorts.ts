/** Counts attempts by key, in windows of time. Times are real time. */
export type Counters = {
  /** How many the running window has had; null when none is running. */
  read(key: string, now: Date): Promise<Counted | null>;
  /** One more. The first one starts a window. However many add at once, each gets a count of its own. */
  add(key: string, now: Date, windowMs: number): Promise<Counted>;
  /** One less, unless that window has ended. */
  takeBack(key: string, counted: Counted): Promise<void>;
  clear(key: string): Promise<void>;
};

export type Counted = { readonly count: number; readonly endsAt: Date };

/** How many attempts a window takes. */
export type ThrottleLimits = {
  readonly windowMs: number;
  /** Wrong passwords for one account. */
  readonly failuresPerAccount: number;
  /** Wrong passwords from one source. */
  readonly failuresPerSource: number;
  readonly registrationsPerSource: number;
  /** Requests for a mail about one account. */
  readonly mailsPerAccount: number;
  readonly mailsPerSource: number;
};

/** `account` names whose password it is, whether or not there is such an account. */
export type Guess = { readonly account: string; readonly address: string | undefined };

/** All but `signedIn` throw AppError REFUSED (TOO_MANY_ATTEMPTS) with `retryAfter`, before anything expensive is done. */
export type Throttle = {
  /** Runs what checks a password. Only a wrong one counts; a right one forgives the account its wrong ones. */
  guess<Result>(guess: Guess, check: () => Promise<Result>): Promise<Result>;
  /** Somebody signed in without a password to guess: here the failures of strangers elsewhere lock nobody out. */
  signedIn(guess: Guess): Promise<void>;
  registration(address: string | undefined): Promise<void>;
  mail(account: string, address: string | undefined): Promise<void>;
};
