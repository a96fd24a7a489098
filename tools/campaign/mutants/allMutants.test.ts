import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../../paths.ts';
import { runCommand } from '../../processes/command.ts';
import { allScenarios } from '../scenarios/allScenarios.ts';
import { allMutants, equivalentMutants } from './allMutants.ts';
import { armMutant } from './armMutant.ts';
import { mutate } from './mutate.ts';

const aMutant = { name: 'a', about: '', file: 'a.ts', scenarios: [], caughtBy: [] };

describe('a mutant', () => {
  it.each(allMutants)('$name finds its guard, once', (mutant) => {
    const source = readFileSync(join(projectRoot, mutant.file), 'utf8');

    expect(mutate(mutant, source)).not.toBe(source);
  });

  it.each(allMutants)('$name is exposed by scenarios that exist', ({ scenarios, caughtBy }) => {
    const names = allScenarios.map(({ name }) => name);

    expect(names).toEqual(expect.arrayContaining(scenarios.map(([name]) => name)));
    expect(caughtBy.length).toBeGreaterThan(0);
  });

  it.each(allMutants)('$name is what a process loads that is armed with it', { timeout: 30_000 }, async (mutant) => {
    const armed = armMutant(mutant);
    onTestFinished(() => armed.remove());
    const file = pathToFileURL(join(projectRoot, mutant.file)).href;
    const look = `await import('${file}'); console.log(import.meta.resolve('${file}'))`;
    const args = ['--import', armed.preload, '--input-type=module', '-e', look];

    expect(await runCommand(process.execPath, args, { cwd: projectRoot })).toMatch(/copy\.mts\n$/);
  });

  it('whose guard is gone, or is there twice, fails aloud', () => {
    const mutant = { ...aMutant, edits: [{ find: 'guard();', replace: '' }] };

    expect(mutate(mutant, 'before(); guard(); after();')).toBe('before();  after();');
    expect(() => mutate(mutant, 'before();')).toThrow('in a.ts 0 times');
    expect(() => mutate(mutant, 'guard(); guard();')).toThrow('in a.ts 2 times');
  });

  it('is named in docs/reliability.md, like those that are equivalent', () => {
    const page = readFileSync(join(projectRoot, 'docs/reliability.md'), 'utf8');
    const names = [...allMutants, ...equivalentMutants].map(({ name }) => name);

    expect(names.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  });

  it('has a name of its own', () => {
    expect(new Set(allMutants.map(({ name }) => name)).size).toBe(allMutants.length);
  });
});
