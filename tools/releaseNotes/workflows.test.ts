import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../paths.ts';

const FOLDER = join(projectRoot, '.github/workflows');
type Step = { readonly run?: string; readonly uses?: string };
type Workflow = {
  readonly jobs: Record<string, { readonly steps: readonly Step[]; readonly 'timeout-minutes'?: number }>;
};

const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { scripts: object };

const jobsOf = (file: string) => (parse(readFileSync(join(FOLDER, file), 'utf8')) as Workflow).jobs;

describe.each(readdirSync(FOLDER))('%s', (file) => {
  const jobs = jobsOf(file);
  const runs = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));

  it('tests with .ci/run, as every machine does', () => {
    expect(runs).toContain('bash .ci/run');
  });

  it('runs scripts that there are, each job with an end', () => {
    const named = runs.flatMap((run) =>
      [...run.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, script = '']) => script),
    );

    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
    for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });
});

it('a release has what was taken over as released, or nothing is published', () => {
  const runs = jobsOf('release.yml')['publish']?.steps.flatMap(({ run }) => run ?? []) ?? [];
  const published = runs.findIndex((run) => run.includes('docker push'));

  expect(runs.slice(0, published)).toEqual(
    expect.arrayContaining(['npm run contracts -- --unchanged', 'npm run schema:check -- --unchanged']),
  );
});
