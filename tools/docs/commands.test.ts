import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../paths.ts';
import { runCommand } from '../processes/command.ts';
import { type Command, commandsIn, optionsIn, scriptOf } from './commandsIn.ts';

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8');
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md', { cwd: projectRoot })];
const commands = pages.flatMap((page) => commandsIn(page, read(page)));

/** Script → the file that runs it, or its command, whenever everything is tested. */
const RUN_BY: Readonly<Record<string, string>> = {
  start: 'testing/shop.ts',
  test: '.ci/run',
  check: 'docs/extending.md', // which tests/e2e/scaffold.test.ts types
  'test:unit': 'docs/extending.md',
  'new:subgraph': 'docs/extending.md',
  'new:worker': 'docs/extending.md',
  codegen: 'docs/extending.md',
  compose: 'docs/extending.md',
  contracts: 'docs/extending.md',
  'schema:check': 'docs/extending.md',
  kubernetes: '.ci/run',
  smoke: 'tests/e2e/crash.test.ts',
  alerts: 'tools/check/runChecks.ts',
  capabilities: 'tools/check/runChecks.ts',
  licences: 'tools/check/runChecks.ts',
  'docs:orders': 'tools/check/runChecks.ts',
  'docs:settings': 'tools/check/runChecks.ts',
};

/** A process each, side by side. */
const ASKING = { concurrent: true, timeout: 60_000 };

const inWords = ({ page, line }: Command) => `${page}: ${line}`;

describe('a command in the docs', () => {
  it('is found in blocks and in sentences', () => {
    const text = 'Say `A=1 npm run x -- --y z` or `npm`.\n\n```sh\nnpm start -- \\\n  --trace   # now\n| no\n```\n';
    expect(commandsIn('p', text)).toMatchObject([
      { line: 'npm start --  --trace', words: ['npm', 'start', '--', '--trace'] },
      { variables: ['A'], words: ['npm', 'run', 'x', '--', '--y', 'z'] },
    ]);
  });

  it('runs a script that there is', () => {
    const unknown = commands.filter((command) => !Object.hasOwn(scripts, scriptOf(command)?.script ?? 'start'));
    expect(unknown.map(inWords)).toEqual([]);
    expect(commands.length).toBeGreaterThan(150);
  });

  it('sets variables that somebody reads', () => {
    const known = [read('.env.example'), read('docs/configuration.md'), read('docs/gateway.md')].join('\n');
    const unknown = commands.filter(({ variables }) => variables.some((name) => !known.includes(name)));
    expect(unknown.map(inWords)).toEqual([]);
  });

  it('names files that there are', () => {
    const ours = /^(?:bench|client|deploy|events|gateway|kernel|subgraphs|testing|tests|tools)\/[\w./-]+$/;
    const made = commandsIn('docs/extending.md', read('docs/extending.md')).flatMap(({ words }) => words);
    const missing = commands.filter(({ words }) =>
      words.some((word) => ours.test(word) && !existsSync(join(projectRoot, word)) && !made.includes(word)),
    );
    expect(missing.map(inWords)).toEqual([]);
  });
});

describe('a script of package.json', () => {
  it.each(Object.entries(RUN_BY))('%s is run by %s', (script, file) => {
    const [, cli = 'npm run test:unit'] = /^node (\S+)/.exec(scripts[script] ?? '') ?? [];
    const said = read(file).replaceAll('npm run -s ', 'npm run ');
    expect([`npm run ${script}`, `npm ${script}`, cli].some((form) => said.includes(form))).toBe(true);
  });

  const used = Map.groupBy(
    commands.map(scriptOf).filter((each) => each !== undefined),
    ({ script }) => script,
  );
  const withOptions = [...used].flatMap(([script, uses]) => {
    const options = new Set(uses.flatMap(({ args }) => optionsIn(args)));
    return options.size > 0 ? [[script, [...options]] as const] : [];
  });

  it.for(withOptions)('%s knows the options %j', ASKING, async ([script, options], { expect }) => {
    const [, ...args] = (scripts[script] ?? '').split(' ');
    const help = await runCommand(process.execPath, [...args, '--help'], { cwd: projectRoot });
    expect(options.filter((option) => !help.includes(option))).toEqual([]);
  });
});
