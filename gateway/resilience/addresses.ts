import type { FetchRequest } from '../execution/subgraphClient.ts';
import type { Upstream } from '../subscriptions/upstream/upstream.ts';
import { Breaker } from './breaker.ts';

export type EjectionSettings = {
  /** So many failures in a row, and an address is left out, as long as another of its subgraph is in. */
  readonly ejectAfter: number;
  /** For how long, in milliseconds; doubled with each trial that fails, up to 16 times as long. */
  readonly ejectMs: number;
};

export type Ending = 'succeeded' | 'failed' | 'saidNothing';

/** How many pauses longer a mutation waits than a query until it is a trial. */
const PAUSES = 16;

type Address = { readonly url: string; readonly breaker: Breaker };

/** Whether an address says of itself that it can't serve, or nothing at all. */
export type IsUnfit = (url: string) => boolean;

type Surroundings = { readonly now: () => number; readonly isUnfit: IsUnfit };

/**
 * Several addresses of one subgraph, asked in turn. One that fails again and again, or is not fit, is left out, as long as
 * there is another.
 */
export class Addresses {
  readonly #all: readonly Address[];
  readonly #patienceMs: number;
  #turn = 0;
  #streams = 0;

  readonly #isUnfit: IsUnfit;

  constructor(urls: readonly string[], { ejectAfter, ejectMs }: EjectionSettings, { now, isUnfit }: Surroundings) {
    const settings = { failures: ejectAfter, openMs: ejectMs };
    this.#patienceMs = ejectMs * PAUSES;
    this.#isUnfit = isUnfit;
    this.#all = urls.map((url) => ({ url, breaker: new Breaker(settings, now) }));
  }

  /**
   * The next for a call; whoever takes it tells how it ended. An address that was left out is tried with one query once its
   * time is over, since a query that fails can be sent elsewhere; with a mutation only where no query comes for long.
   *
   * @param not where it failed just now; then undefined where no other is in.
   */
  take(kind: FetchRequest['kind'], not?: string): string | undefined {
    const laterMs = kind === 'query' ? 0 : this.#patienceMs;
    const suits = (address: Address) =>
      address.url !== not && (isClosed(address) || (!not && address.breaker.lets(laterMs)));
    return this.#next((address) => !this.#isUnfit(address.url) && suits(address)) ?? this.#next(suits);
  }

  /** A place among them for one stream; streams take turns too. */
  newPlace(): number {
    this.#streams = (this.#streams + 1) % this.#all.length;
    return this.#streams;
  }

  /** The first from a place on that is in: asked again at each connection, it is the same as long as it may be. */
  from(place: number): string | undefined {
    const closed = [...this.#all.slice(place), ...this.#all.slice(0, place)].filter(isClosed);
    return (closed.find(({ url }) => !this.#isUnfit(url)) ?? closed[0])?.url;
  }

  get count(): number {
    return this.#all.length;
  }

  placeBehind(url: string): number {
    return (this.#all.findIndex((address) => address.url === url) + 1) % this.#all.length;
  }

  ended(url: string, ending: Ending): void {
    const address = this.#all.find((each) => each.url === url);
    const isLast = !this.#all.some((each) => each !== address && isClosed(each));
    if (ending !== 'failed' || !isLast) address?.breaker[ending]();
  }

  /** In the order of the settings. */
  states(): readonly { readonly url: string; readonly isOut: boolean }[] {
    const closed = this.#all.filter(isClosed);
    const fit = closed.filter(({ url }) => !this.#isUnfit(url));
    const isIn = new Set(fit.length > 0 ? fit : closed);
    return this.#all.map((address) => ({ url: address.url, isOut: !isIn.has(address) }));
  }

  #next(suits: (address: Address) => boolean): string | undefined {
    const count = this.#all.length;
    for (let step = 0; step < count; step++) {
      const address = this.#all[(this.#turn + step) % count];
      if (!address || !suits(address)) continue;
      this.#turn = (this.#turn + step + 1) % count;
      return address.url;
    }
    return undefined;
  }
}

const isClosed = ({ breaker }: Address): boolean => breaker.state === 'closed';

export type SubgraphUrls = Readonly<Record<string, string | readonly string[]>>;

/** The same stream, from wherever its subgraph may be asked at the moment of a connection. */
export const makeStreamFrom =
  (addresses: ReadonlyMap<string, Addresses>) =>
  (upstream: Upstream, place?: number): Upstream => {
    const several = addresses.get(upstream.service);
    if (!several) return upstream;
    let at = place ?? several.newPlace();
    let { url } = upstream;
    let misses = 0;
    return {
      ...upstream,
      get url() {
        url = several.from(at) ?? upstream.url;
        return url;
      },
      missed: () => {
        several.ended(url, 'failed');
        at = several.placeBehind(url);
        misses += 1;
        return misses < several.count;
      },
      met: () => {
        several.ended(url, 'succeeded');
        misses = 0;
      },
    };
  };

/** One of a subgraph's addresses for what is no call, such as a file; whoever takes it tells how it went. */
export type TakenAddress = { readonly url: string; ended(ending: Ending): void };

/** Undefined for a subgraph that has only one. */
export type TakeAddress = (service: string) => TakenAddress | undefined;

export const makeTakeAddress =
  (addresses: ReadonlyMap<string, Addresses>): TakeAddress =>
  (service) => {
    const several = addresses.get(service);
    // Like a mutation: what is on its way can't be sent again.
    const url = several?.take('mutation') ?? several?.from(0);
    return several && url !== undefined ? { url, ended: (ending) => several.ended(url, ending) } : undefined;
  };

export const firstOf = (urls: string | readonly string[] | undefined): string | undefined =>
  typeof urls === 'string' ? urls : urls?.[0];

/** By subgraph: of those that have more than one. */
export function addressesOf(
  urls: SubgraphUrls,
  settings: EjectionSettings,
  isUnfit: IsUnfit = () => false,
): ReadonlyMap<string, Addresses> {
  const several = Object.entries(urls).flatMap(([service, given]): [string, Addresses][] => {
    const all = typeof given === 'string' ? [given] : [...new Set(given)];
    return all.length > 1 ? [[service, new Addresses(all, settings, { now: () => performance.now(), isUnfit })]] : [];
  });
  return new Map(several);
}
