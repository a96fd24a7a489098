/** Of a campaign that has one replica, takes no time and tells nobody. */
export const baseOptions = {
  seed: '1',
  profile: 'quick',
  transport: 'embedded',
  replicas: 1,
  isFull: false,
  isWhole: true,
  judgesTimes: true,
  pace: { calmMs: 0, lastCalmMs: 0, latestMs: 60_000 },
  command: 'npm run campaign',
  commit: undefined,
  startedAt: '2030-01-01T00:00:00.000Z',
  earlier: [],
  signal: new AbortController().signal,
  say: () => undefined,
  onProgress: () => undefined,
  onLeg: () => undefined,
} as const;
