import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

/**
 * For `connect`: all addresses of a name, in an order by chance. Replicas share a name where containers find each other by it,
 * and the system's own order may put the same one first each time.
 */
export const lookupAny: LookupFunction = makeLookupAny(lookup);

type LookUp = (
  hostname: string,
  options: Parameters<LookupFunction>[1],
  callback: Parameters<LookupFunction>[2],
) => void;

export function makeLookupAny(lookUp: LookUp): LookupFunction {
  return (hostname, options, callback) =>
    lookUp(hostname, options, (error, found, family) => {
      if (typeof found === 'string') callback(error, found, family);
      else callback(error, shuffled(found));
    });
}

function shuffled<Item>(items: readonly Item[] = []): Item[] {
  const keyed = items.map((item) => ({ item, key: Math.random() }));
  return keyed.toSorted((one, other) => one.key - other.key).map(({ item }) => item);
}
