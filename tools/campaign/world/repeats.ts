import { readMetrics, sumOf } from '../../measure/readMetrics.ts';
import type { Place } from './memberTable.ts';
import type { World } from './world.ts';

export const makeRepeats =
  (places: readonly Place[]): World['repeats'] =>
  async (member) => {
    const place = places.find((each) => each.member === member);
    return place ? sumOf(await readMetrics(place.port), 'bazaar_consumer_repeated_total') : 0;
  };
