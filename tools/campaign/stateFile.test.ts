import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { forgetState, keepState, readState } from './stateFile.ts';
import { sampleLeg } from './testing/sampleRecord.ts';

const state = { seed: '7', profile: 'full', transport: 'kafka', startedAt: '2030-01-31T12:00:00.000Z' };

it('is kept beside the report, whole, until the campaign is over', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'bazaar-campaign-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const report = join(dir, 'report.html');
  expect(() => readState(report)).toThrow('nothing to go on from');

  keepState(report, { ...state, legs: [sampleLeg()] });
  expect(readState(report)).toEqual({ ...state, legs: [sampleLeg()] });
  expect(await readdir(dir)).toEqual(['report.html.state.json']);

  forgetState(report);
  expect(await readdir(dir)).toEqual([]);
});
