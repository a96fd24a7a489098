import type { FetchRules } from './fetchRules.ts';
import type { Place } from './places.ts';
import type { IsOfType } from './typeConditions.ts';

export type FetchOptions = {
  readonly place: Place;
  readonly isOfType: IsOfType;
  /** Other fetches write at or below the same place. */
  readonly isCompleted: boolean;
  /** What its fields say of themselves, where they do. */
  readonly rules?: FetchRules | undefined;
};
