import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { forgetState, type KeptState, keepState, readState } from './stateFile.ts';
import { sampleLeg } from './testing/sampleRecord.ts';

const commit = { id: '0123456789abcdef', isDirty: false };
const state: KeptState = {
  seed: '7',
  profile: 'full',
  transport: 'kafka',
  only: [],
  commit,
  startedAt: '2030-01-31T12:00:00.000Z',
  legs: [sampleLeg()],
};

async function reportFolder() {
  const dir = await mkdtemp(join(tmpdir(), 'bazaar-campaign-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const report = join(dir, 'report.html');
  return { dir, report, asked: { report, givenSeed: undefined, transport: undefined, only: [] } };
}

describe('what a campaign goes on from', () => {
  it('is kept beside the report, whole, until the campaign is over', async () => {
    const { dir, report, asked } = await reportFolder();
    expect(() => readState(asked, commit)).toThrow('nothing to go on from');

    keepState(report, state);
    expect(readState(asked, commit)).toEqual(state);
    expect(await readdir(dir)).toEqual(['report.html.state.json']);

    forgetState(report);
    expect(await readdir(dir)).toEqual([]);
  });

  it('may be asked for with the seed, the transport and the scenarios that it has, and no others', async () => {
    const { report, asked } = await reportFolder();
    keepState(report, state);

    expect(readState({ ...asked, givenSeed: '7', transport: 'kafka' }, commit)).toEqual(state);
    expect(() => readState({ ...asked, givenSeed: '8' }, commit)).toThrow("began with --seed 7: it can't go on with 8");
    expect(() => readState({ ...asked, transport: 'embedded' }, commit)).toThrow('--transport kafka');
    expect(() => readState({ ...asked, only: ['links'] }, commit)).toThrow('--only');
  });

  it('belongs to its commit', async () => {
    const { report, asked } = await reportFolder();
    keepState(report, state);

    expect(() => readState(asked, { ...commit, id: 'fedcba9876543210' })).toThrow(
      'began on commit 0123456, and this is fedcba9',
    );
    expect(() => readState(asked, { ...commit, isDirty: true })).toThrow('this is 0123456 with changes');
    expect(() => readState(asked, undefined)).toThrow('this is unknown');
  });
});
