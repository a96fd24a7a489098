import { readFile } from 'node:fs/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';

/** A subgraph's schema as it is executed, federation's own types included. */
export async function schemaOf(folder: string): Promise<GraphQLSchema> {
  return buildSubgraphSchema([{ typeDefs: parse(await readFile(`${folder}/schema.graphql`, 'utf8')) }]);
}
