import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import YAML from 'yaml';
import { z } from 'zod';
import { messageOf } from '#kernel/errors.ts';
import { fail } from '../processes/fail.ts';

const HELP = `npm run compose [-- --check]

Composes the subgraphs that supergraph.yaml names into gateway/supergraph.graphql.

--check   writes nothing; exit code 1 when the file is not what would be written`;

const OUTPUT = 'gateway/supergraph.graphql';

/** The part of rover's format that we use. */
const supergraphConfig = z.object({
  federation_version: z.string(),
  subgraphs: z.record(z.string(), z.object({ routing_url: z.url(), schema: z.object({ file: z.string() }) })),
});

const values = readArguments();
if (values.help) console.log(HELP);
else process.exitCode = run(values.check ?? false);

function readArguments() {
  try {
    return parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    return fail(error);
  }
}

function run(check: boolean): number {
  try {
    return publish(compose(), check);
  } catch (error) {
    console.error(messageOf(error));
    return 1;
  }
}

function compose(): string {
  const { subgraphs } = supergraphConfig.parse(YAML.parse(readFileSync('supergraph.yaml', 'utf8')));
  const services = Object.entries(subgraphs).map(([name, { routing_url: url, schema }]) => ({
    name,
    url,
    typeDefs: parse(readFileSync(schema.file, 'utf8')),
  }));
  const { supergraphSdl, errors, hints } = composeServices(services);
  for (const hint of hints ?? []) console.warn(`hint: ${hint.message}`);
  if (supergraphSdl) return `${supergraphSdl.trim()}\n`;
  throw new Error(`the subgraphs don't compose:\n${errors?.map(({ message }) => `  ${message}`).join('\n')}`);
}

function publish(sdl: string, check: boolean): number {
  const current = existsSync(OUTPUT) ? readFileSync(OUTPUT, 'utf8') : '';
  if (current === sdl) return 0;
  if (check) {
    console.error(`${OUTPUT} is out of date: run \`npm run compose\` and commit it`);
    return 1;
  }
  writeFileSync(OUTPUT, sdl);
  console.log(`wrote ${OUTPUT}`);
  return 0;
}
