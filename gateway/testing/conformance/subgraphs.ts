import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, type FormattedExecutionResult, type GraphQLSchema, parse } from 'graphql';
import { fromReference, requiredIn } from './computed.ts';
import { entityOf, resolveField, resolveType, type World } from './data.ts';
import { hashOf } from './random.ts';
import type { Sources } from './supergraphs.ts';

/** How a subgraph behaves: as it should, with errors in some fields, or breaking its own schema. */
export type Manner = 'sound' | 'failing' | 'broken';

type Answer = { data: Record<string, unknown> | null; errors?: FormattedExecutionResult['errors'] };
type Request = { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };

/** Subgraphs in memory, executed by graphql-js. What they answer depends on what they are asked, not on when or how often. */
export function subgraphsOf(sources: Sources, everything: GraphQLSchema) {
  const required = requiredIn(sources);
  const schemas = new Map(
    Object.entries(sources).map(([name, sdl]): [string, GraphQLSchema] => [name, subgraphSchema(sdl, everything)]),
  );
  const documents = new Map<string, ReturnType<typeof parse>>();
  return async (service: string, { query, variables }: Request, manner: Manner, ran: string[]): Promise<Answer> => {
    const schema = schemas.get(service);
    if (!schema) throw new Error(`no subgraph ${service}`);
    const document = documents.get(query) ?? parse(query);
    documents.set(query, document);
    const world: World = { failing: manner !== 'sound', everything, ran, computed: fromReference(required) };
    const result = await execute({
      schema,
      document,
      variableValues: variables,
      contextValue: world,
      fieldResolver: resolveField,
      typeResolver: resolveType,
    });
    const { data = null, errors } = JSON.parse(JSON.stringify(result)) as Answer;
    return { data: manner === 'broken' ? mangledAnswer(data, query, variables) : data, ...(errors && { errors }) };
  };
}

/** What has a key is found by it, and an interface finds out what its entities really are. */
function subgraphSchema(sdl: string, everything: GraphQLSchema): GraphQLSchema {
  const typeDefs = parse(sdl);
  const names = typeDefs.definitions.flatMap((node) =>
    'directives' in node && 'name' in node && node.directives?.some(({ name }) => name.value === 'key')
      ? [node.name?.value ?? '']
      : [],
  );
  const isInterface = (name: string) => new RegExp(`interface ${name} `).test(sdl);
  const resolvers = names.map((name) => [
    name,
    { __resolveReference: (ref: unknown) => entityOf(name, ref, isInterface(name) ? everything : undefined) },
  ]);
  return buildSubgraphSchema([{ typeDefs, resolvers: Object.fromEntries(resolvers) }]);
}

/** Depends on each entity by itself: how they are put together in requests is the executor's own business. */
function mangledAnswer(data: Answer['data'], query: string, variables: Request['variables']): Answer['data'] {
  const { representations, ...others } = variables;
  const seed = query + JSON.stringify(others);
  const entities = data?.['_entities'];
  if (!Array.isArray(representations) || !Array.isArray(entities)) return mangled(data, seed) as Answer['data'];
  const all = entities.map((entity, index) => mangled(entity, seed + JSON.stringify(representations[index])));
  return { _entities: all };
}

/** No list: the stock executor takes it for an object. Copied for each place, since executors write into what they are given. */
const WRONG: readonly unknown[] = [null, null, 'wrong', 12, 1.5, true, {}, undefined];

function mangled(value: unknown, seed: string): unknown {
  if (Array.isArray(value)) return value.map((item, index) => mangled(item, `${seed} ${index}`));
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).map(([key, below]) => [key, mangled(below, `${seed} ${key}`)] as const);
  return Object.fromEntries(
    pairs.map(([key, below]) => [key, spoilt(key, below, seed)]).filter(([, below]) => below !== undefined),
  );
}

function spoilt(key: string, value: unknown, seed: string): unknown {
  const hash = hashOf('spoil', seed, key);
  return hash % 29 === 0 && key !== '__typename' ? structuredClone(WRONG[(hash >>> 8) % WRONG.length]) : value;
}
