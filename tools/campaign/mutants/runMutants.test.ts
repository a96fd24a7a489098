import { describe, expect, it } from 'vitest';
import type { CampaignParts } from '../parts.ts';
import { allScenarios } from '../scenarios/allScenarios.ts';
import { fakeParts, fakeWorld } from '../testing/fakeWorld.ts';
import type { Finding } from '../types.ts';
import { allMutants } from './allMutants.ts';
import { runMutants } from './runMutants.ts';

const broken = (check: string): Finding => ({ promise: 'V4', check, looked: 1, broken: ['a unit was sold twice'] });
const [mutant] = allMutants;

/** Shops that find in turn what is given: first the one without a mutant. */
async function run(...found: (readonly Finding[])[]) {
  const { world } = fakeWorld();
  const told: string[] = [];
  const parts: CampaignParts = { ...fakeParts(world), check: async () => found.shift() ?? [] };
  const quiet = { say: () => undefined, onProgress: () => undefined, signal: new AbortController().signal };
  const options = { seed: '1', transport: 'embedded', scenarios: allScenarios, ...quiet } as const;
  const exitCode = await runMutants(mutant ? [mutant] : [], parts, { ...options, print: (line) => told.push(line) });
  return { told: told.join('\n'), exitCode };
}

describe('mutants', () => {
  it('are caught by a check that they name', async () => {
    const { told, exitCode } = await run([], [broken('stock-equation')]);

    expect(told).toContain('caught by stock-equation');
    expect(exitCode).toBe(0);
  });

  it('survive when nothing is broken, or only something else', async () => {
    expect(await run([], [])).toMatchObject({ told: expect.stringContaining('SURVIVED'), exitCode: 1 });
    expect(await run([], [broken('mails-expected')])).toMatchObject({ exitCode: 1 });
  });

  it('prove nothing where a shop without them is broken as well', async () => {
    const { told, exitCode } = await run([broken('stock-equation')], [broken('stock-equation')]);

    expect(told).toBe('Something is broken without any mutant: nothing can be proven here.');
    expect(exitCode).toBe(1);
  });
});
