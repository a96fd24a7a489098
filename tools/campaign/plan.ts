import type { Scenario } from './types.ts';

export type Profile = 'quick' | 'default' | 'full';
type Transport = 'embedded' | 'kafka';

export type Wanted = {
  readonly profile: Profile;
  readonly transport: Transport;
  /** Names of scenarios; empty means all of the profile. */
  readonly only: readonly string[];
};

export type Planned = { readonly scenario: Scenario; readonly rounds: number };

/** Scenarios that share one shop, which is checked when they are over. */
export type Leg = { readonly name: string; readonly planned: readonly Planned[] };

/**
 * What a campaign does, in its order. The long profile gives each scenario a shop of its own, so that one that was
 * interrupted goes on behind the last that was checked.
 *
 * A scenario that is named runs even where its profile leaves it out. @throws Error for a name that does not exist.
 */
export function planOf(scenarios: readonly Scenario[], { profile, transport, only }: Wanted): readonly Leg[] {
  const unknown = only.filter((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown.length > 0) throw new Error(`there is no scenario ${unknown.join(', ')}: see --list`);
  const planned = scenarios
    .filter(({ name }) => only.length === 0 || only.includes(name))
    .filter(({ needs }) => needs === undefined || needs === transport)
    .flatMap((scenario) => {
      const rounds = roundsOf(scenario, profile, only);
      return rounds === undefined ? [] : [{ scenario, rounds }];
    });
  if (planned.length === 0) throw new Error(`nothing is left to do on the ${transport} transport`);
  if (profile !== 'full') return [{ name: profile, planned }];
  return planned.map((each) => ({ name: each.scenario.name, planned: [each] }));
}

function roundsOf({ rounds }: Scenario, profile: Profile, only: readonly string[]): number | undefined {
  if (only.length === 0) return rounds[profile];
  return rounds[profile] ?? rounds.default ?? rounds.full;
}

/** Each scenario draws its own numbers, so that it does the same alone as in the company of others. */
export const seedOf = (seed: string, scenario: string): string => `${seed}/${scenario}`;
