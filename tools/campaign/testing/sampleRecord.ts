import { between, oneOf, randomFrom } from '../random.ts';
import type { CampaignRecord, LegRecord } from '../record.ts';
import type { Fault, Finding, Sample } from '../types.ts';

const MINUTES = 4;
const DURATION_MS = MINUTES * 60_000;

const findings: Finding[] = [
  { promise: 'V1', check: 'events-published', looked: 8_412, broken: [] },
  { promise: 'V4', check: 'stock-equation', looked: 120, broken: [] },
  { promise: 'V9', check: 'dead-letters-expected', looked: 3, broken: [] },
];

/** What a campaign might have recorded. */
export function sampleRecord(parts: Partial<CampaignRecord> & { findings?: readonly Finding[] } = {}): CampaignRecord {
  const { findings: more = [], ...rest } = parts;
  return {
    seed: '4711',
    profile: 'quick',
    transport: 'kafka',
    startedAt: '2030-01-31T12:00:00.000Z',
    machine: { cpu: 'A processor', cores: 2, memoryGiB: 24, node: 'v24.0.0' },
    command: 'npm run campaign -- --quick --seed 4711 --transport kafka',
    commit: { id: '0123456789abcdef0123456789abcdef01234567', isDirty: false },
    isWhole: true,
    isInterrupted: false,
    legs: [sampleLeg([...findings, ...more])],
    ...rest,
  };
}

export function sampleLeg(found: readonly Finding[] = findings, name = 'quick'): LegRecord {
  const random = randomFrom('sample');
  const faults: Fault[] = [];
  for (let at = 20_000; at < DURATION_MS - 40_000; at += between(2_000, 9_000, random)) {
    const recoveryMs = between(900, 6_000, random);
    const target = oneOf(['orders', 'products', 'email', 'mongod', 'payments-2'], random);
    const kind = oneOf(['kill', 'crash', 'cut', 'slow'], random);
    faults.push({ at, kind, target, healedAt: at + recoveryMs, ...(kind === 'kill' && { recoveryMs }) });
  }
  const samples: Sample[] = Array.from({ length: DURATION_MS / 500 }, (_, index) => {
    const at = index * 500;
    const ordersPlaced = Math.round(Math.min(at, DURATION_MS - 40_000) / 100);
    const isBroken = faults.some((fault) => at >= fault.at && at <= (fault.healedAt ?? 0));
    const outboxLagMs = isBroken ? between(200, 4_000, random) : between(0, 90, random);
    return { at, ordersPlaced, ordersFinished: Math.max(0, ordersPlaced - 120), outboxPending: 3, outboxLagMs };
  });
  const half = DURATION_MS / 2;
  return {
    name,
    durationMs: DURATION_MS,
    faults,
    samples,
    findings: found,
    scenarios: [
      { name: 'random-kills', about: 'a round kills a process', rounds: 8, from: 10_000, to: half },
      { name: 'links', about: 'a round makes links bad', rounds: 4, from: half, to: DURATION_MS - 30_000 },
    ],
    ends: faults
      .filter(({ kind }) => kind === 'kill')
      .map(({ at, target: member }) => ({ at, member, how: 'SIGKILL' })),
  };
}
