import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  type GraphQLFieldResolver,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isObjectType,
  parse,
} from 'graphql';
import { SDL } from './supergraph.ts';
import { workloads } from './workloads.ts';

/** Items of a list, by the operation that asks: `Medium__orders__0` is a part of `Medium`. */
const LENGTHS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Small: { reviews: 5, tags: 2 },
  Medium: { orders: 5, lines: 4, reviews: 1, tags: 2 },
  Large: { products: 110, reviews: 5, tags: 3 },
};

type Item = { readonly n: number; readonly lengths: Readonly<Record<string, number>> };

const resolve: GraphQLFieldResolver<Partial<Item> & { id?: string }, Readonly<Record<string, number>>> = (
  source,
  _args,
  lengths,
  { fieldName, returnType },
) => {
  const n = source?.n ?? Number(source?.id?.slice(1) ?? 0);
  const type = getNullableType(returnType);
  const named = getNamedType(returnType);
  const one = (index: number) => {
    if (isObjectType(named)) return { n: n * 7 + index + 1, __typename: named.name };
    if (isEnumType(named)) return named.getValues()[index % named.getValues().length]?.name;
    return (
      { ID: `p${n}`, Int: n * 13 + 5, Float: n + 0.5, Boolean: n % 2 === 0 }[named.name] ??
      `${fieldName} number ${n} is told here`
    );
  };
  if (!isListType(type)) return one(0);
  return Array.from({ length: lengths[fieldName] ?? 1 }, (_, index) => one(index));
};

const operationNameOf = (workload: unknown): string => {
  const { query = '' } = workloads.find(({ name }) => name === workload) ?? {};
  return /query (\w+)/.exec(query)?.[1] ?? '';
};

type Request = {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: { representations?: unknown[] };
};

/** What a subgraph answers, made once for each text and set of entities. */
export function makeAnswers(service: keyof typeof SDL): (body: string, workload: unknown) => Promise<Buffer> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(SDL[service]) }]);
  const made = new Map<string, Buffer>();
  return async (body, told) => {
    const { query, variables = {} } = JSON.parse(body) as Request;
    const named = /query (\w+?)(?:__|\b)/.exec(query)?.[1] ?? '';
    const workload = Object.hasOwn(LENGTHS, named) ? named : operationNameOf(told);
    const key = workload + query + JSON.stringify(variables.representations ?? '');
    const known = made.get(key);
    if (known) return known;
    const result = await execute({
      schema,
      document: parse(query),
      variableValues: variables,
      contextValue: LENGTHS[workload] ?? {},
      fieldResolver: resolve,
    });
    const answer = Buffer.from(JSON.stringify(result));
    made.set(key, answer);
    return answer;
  };
}
