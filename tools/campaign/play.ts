import { messageOf } from '#kernel/errors.ts';
import type { Chronicle } from './chronicle.ts';
import type { LegOptions } from './legOptions.ts';
import { orAborted } from './orAborted.ts';
import type { CampaignParts, Customers } from './parts.ts';
import { type Planned, seedOf } from './plan.ts';
import { randomFrom } from './random.ts';
import type { ScenarioRecord } from './record.ts';
import type { CampaignInProgress } from './types.ts';
import type { World } from './world/world.ts';

type Stage = {
  readonly world: World;
  readonly parts: Pick<CampaignParts, 'pause'>;
  readonly options: LegOptions;
  readonly customers: Customers;
  readonly chronicle: Chronicle;
};

/** One scenario, and the calm behind it. Whatever it leaves broken is healed. Never rejects. */
export async function play(planned: Planned, stage: Stage): Promise<ScenarioRecord> {
  const { scenario, rounds } = planned;
  const { world, parts, chronicle, options } = stage;
  const { signal, pace } = options;
  const { name, about } = scenario;
  const from = chronicle.elapsed();
  if (from > pace.latestMs) return { name, about, rounds: 0, from, to: from, leftOut: true };
  const played = scenario.run(inProgress(planned, stage)).then(() => parts.pause(pace.calmMs, signal));
  // What is being killed or frozen at this moment can't be called off; an interruption does not wait for it.
  const error = await orAborted(played, signal).then(() => undefined, messageOf);
  for (const link of world.links) link.heal();
  world.mails.behave('well');
  world.provider.behave('well');
  const isFailed = error !== undefined && !signal.aborted;
  return { name, about, rounds, from, to: chronicle.elapsed(), ...(isFailed && { error }) };
}

function inProgress({ scenario, rounds }: Planned, stage: Stage): CampaignInProgress {
  const { world, parts, chronicle } = stage;
  const { log, openSale } = stage.customers;
  const { seed, signal, isFull } = stage.options;
  return {
    world,
    log,
    rounds,
    random: randomFrom(seedOf(seed, scenario.name)),
    signal,
    isFull,
    openSale,
    injected: (poison) => void chronicle.poison.push(poison),
    drained: (member, drainMs) => void chronicle.drains.push({ member, drainMs }),
    keptQuiet: (mails) => {
      chronicle.keptQuiet += mails;
    },
    find: (finding) => void chronicle.findings.push(finding),
    fault: (injury) => chronicle.note(injury),
    inflict: (injury, work) => {
      signal.throwIfAborted();
      return chronicle.inflict(injury, work);
    },
    pause: (ms) => parts.pause(ms, signal),
  };
}
