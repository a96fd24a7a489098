import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, lexicographicSortSchema, parse, print, printSchema, visit } from 'graphql';

/** `api` is what clients see, any other name is a subgraph's; the text is its SDL in a fixed order, without descriptions. */
export type Schemas = Readonly<Record<string, string>>;

/** What the schemas say now. */
export function currentSchemas(root: string): Schemas {
  const api = Supergraph.build(readFileSync(join(root, 'gateway/supergraph.graphql'), 'utf8')).apiSchema();
  const subgraphs = globSync('subgraphs/*/schema.graphql', { cwd: root }).map((file) => {
    const typeDefs = parse(readFileSync(join(root, file), 'utf8'));
    return [basename(dirname(file)), pictureOf(buildSubgraphSchema([{ typeDefs }]))] as const;
  });
  return { api: pictureOf(api.toGraphQLJSSchema()), ...Object.fromEntries(subgraphs) };
}

/** Of federation's own directives subgraphs import what they like; no client sees them. */
function pictureOf(schema: GraphQLSchema): string {
  const document = parse(printSchema(lexicographicSortSchema(schema)));
  const bare = visit(document, { DirectiveDefinition: () => null, StringValue: { leave: withoutDescription } });
  return `${print(bare)}\n`;
}

/** Descriptions may change at any time; reasons of deprecations are values of arguments, and stay. */
const withoutDescription = (_node: unknown, key: string | number | undefined) =>
  key === 'description' ? null : undefined;
