import { AppError } from '#kernel/errors.ts';
import { sourceOf } from '../domain/source.ts';
import type { Counted, Counters, Guess, Throttle, ThrottleLimits } from '../throttlePorts.ts';
import { makeSourceGates, type SourceGates } from './sourceGates.ts';

/** How long a source stays known from which somebody has signed in to an account. */
const KNOWN_MS = 30 * 24 * 60 * 60_000;

type Deps = {
  counters: Counters;
  limits: ThrottleLimits;
  /** Makes keys of what should not be stored as it is. */
  hashOf: (text: string) => string;
  realNow: () => Date;
};

/** Whoever guesses passwords, or makes accounts or mails by the hundred, is told to come back later. */
export function makeThrottle(deps: Deps): Throttle {
  const { counters, limits, hashOf, realNow } = deps;
  /** Counts first and looks then, so that many at once can't slip through. */
  const take = async (key: string, most: number): Promise<Counted> => {
    const counted = await counters.add(key, realNow(), limits.windowMs);
    if (counted.count <= most) return counted;
    await counters.takeBack(key, counted);
    throw tooManyAttempts(counted);
  };
  const atGate = makeSourceGates();
  return {
    guess: (guess, check) => guessAtGate({ ...deps, atGate }, guess.address, () => makeGuess(deps, take, guess, check)),
    signedIn: async ({ account, address }) => {
      await counters.add(knownAt(deps, account, sourceOf(address)), realNow(), KNOWN_MS);
    },
    registration: async (address) => {
      await take(`registrations:${sourceOf(address)}`, limits.registrationsPerSource);
    },
    mail: async (account, address) => {
      await take(`mails from:${sourceOf(address)}`, limits.mailsPerSource);
      await take(`mails to:${hashOf(account)}`, limits.mailsPerAccount);
    },
  };
}

/** As many at once get no further than one after the other here, too. */
function guessAtGate<Result>(
  { counters, limits, realNow, atGate }: Deps & { atGate: SourceGates },
  address: string | undefined,
  guess: () => Promise<Result>,
): Promise<Result> {
  const source = sourceOf(address);
  const left = async () => {
    const failed = await counters.read(failuresFrom(source), realNow());
    if (failed && failed.count >= limits.failuresPerSource) throw tooManyAttempts(failed);
    return limits.failuresPerSource - (failed?.count ?? 0);
  };
  return atGate(source, left, guess);
}

const failuresFrom = (source: string) => `failures from:${source}`;

async function makeGuess<Result>(
  { counters, limits, hashOf, realNow }: Deps,
  take: (key: string, most: number) => Promise<Counted>,
  { account, address }: Guess,
  check: () => Promise<Result>,
): Promise<Result> {
  const source = sourceOf(address);
  const [known, stranger] = [knownAt({ hashOf }, account, source), `failures of:${hashOf(account)}`];
  // Where somebody has signed in before, the failures of strangers elsewhere don't lock the account.
  const isKnown = (await counters.read(known, realNow())) !== null;
  const key = isKnown ? `failures at ${known}` : stranger;
  const taken = await take(key, limits.failuresPerAccount);
  try {
    const result = await check();
    await Promise.all([counters.clear(key), counters.add(known, realNow(), KNOWN_MS)]);
    return result;
  } catch (error) {
    if (isWrongPassword(error)) await counters.add(failuresFrom(source), realNow(), limits.windowMs);
    else await counters.takeBack(key, taken);
    throw error;
  }
}

const knownAt = ({ hashOf }: Pick<Deps, 'hashOf'>, account: string, source: string) =>
  `known:${hashOf(`${account} ${source}`)}`;

const isWrongPassword = (error: unknown) => error instanceof AppError && error.reason === 'INVALID_CREDENTIALS';

/** The same for everybody: it tells nothing about who has an account. */
function tooManyAttempts({ endsAt: retryAfter }: Counted): AppError {
  const message = 'too many attempts: try again later';
  return new AppError('REFUSED', 'TOO_MANY_ATTEMPTS', message, { details: { retryAfter } });
}
