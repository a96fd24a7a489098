import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import YAML from 'yaml';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';

/** The part of rover's format that we use. */
const supergraphConfig = z.object({
  federation_version: z.string(),
  subgraphs: z.record(z.string(), z.object({ routing_url: z.url(), schema: z.object({ file: z.string() }) })),
});

export type Composed = { readonly supergraphSdl: string; readonly hints: readonly string[] };

/** What the subgraphs that supergraph.yaml names make together. @throws AppError BAD_USER_INPUT (NOT_COMPOSABLE). */
export function composeSupergraph(): Composed {
  const { subgraphs } = supergraphConfig.parse(YAML.parse(readFileSync('supergraph.yaml', 'utf8')));
  const services = Object.entries(subgraphs).map(([name, { routing_url: url, schema }]) => ({
    name,
    url,
    typeDefs: parse(readFileSync(schema.file, 'utf8')),
  }));
  const { supergraphSdl, errors, hints } = composeServices(services);
  if (supergraphSdl) {
    return { supergraphSdl: `${supergraphSdl.trim()}\n`, hints: (hints ?? []).map(({ message }) => message) };
  }
  const complaints = errors?.map(({ message }) => `  ${message}`).join('\n');
  throw new AppError('BAD_USER_INPUT', 'NOT_COMPOSABLE', `the subgraphs don't compose:\n${complaints}`);
}
