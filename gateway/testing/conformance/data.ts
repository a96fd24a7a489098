import {
  GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { hashOf } from './random.ts';

/** An object of the data: what it is and which one. Everything about it follows from that. */
export type Item = {
  readonly __typename: string;
  readonly n: number;
  readonly ref?: Readonly<Record<string, unknown>>;
};

export type World = {
  /** Some fields throw. */
  readonly failing: boolean;
  /** With all that is hidden. */
  readonly everything: GraphQLSchema;
  /** Root fields of mutations, as they ran. */
  readonly ran: string[];
  /** The value of a field that is made of others, by type and name. */
  computed(source: Item, typename: string, field: string): unknown;
};

const ITEMS = 6;
const KEYS: Readonly<Record<string, (n: number) => unknown>> = {
  id: (n) => `id-${n}`,
  sku: (n) => `sku-${n}`,
  row: (n) => n,
};
const NEVER_FAILS = /^(id|sku|row|hall|name|first|code|_entities|_service)$/;

/** Which one a source is: of the data, or a reference by whichever key. */
function itemOf(source: unknown, typename: string): Item {
  const found = (source ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof found['n'] === 'number') return found as Item;
  if (source === undefined) return { __typename: typename, n: 0 };
  const key = found['id'] ?? found['sku'] ?? found['row'] ?? 'none';
  return { __typename: typename, n: Number(String(key).replace(/^[a-z]+-/, '')), ref: found };
}

/** What is behind a reference; null when it has no key. @param everything for an interface: its entities are of some type. */
export function entityOf(name: string, reference: unknown, everything: GraphQLSchema | undefined): Item | null {
  const item = itemOf(reference, name);
  if (Number.isNaN(item.n)) return null;
  return (everything && concrete(name, item.n, everything)) ?? item;
}

function concrete(name: string, n: number, everything: GraphQLSchema): Item | undefined {
  const type = everything.getType(name);
  if (!isAbstractType(type)) return undefined;
  const types = everything.getPossibleTypes(type).map((possible) => possible.name);
  const __typename = types.sort()[n % types.length];
  return __typename ? { __typename, n } : undefined;
}

/** Resolves every field of every subgraph, and of all of them as one. The same field has the same value everywhere. */
export const resolveField: GraphQLFieldResolver<unknown, World> = (source, args, world, info) => {
  const { fieldName, parentType, operation } = info;
  const item = itemOf(source, parentType.name);
  if (operation.operation === 'mutation' && info.path.prev === undefined) world.ran.push(`${fieldName}`);
  if (world.failing && fails(item, fieldName, args)) {
    throw new GraphQLError(`${fieldName} of ${item.n} fails`, { extensions: { code: 'REFUSED' } });
  }
  const computed = world.computed(item, parentType.name, fieldName);
  if (computed !== undefined) return valueFor(info.returnType, JSON.stringify(computed), world.everything);
  return valueAt(item, { name: fieldName, type: info.returnType }, args, world.everything);
};

type Args = Readonly<Record<string, unknown>>;

/** Where some fields fail: whether this is one. */
export const fails = ({ n }: Item, field: string, args: Args): boolean =>
  !NEVER_FAILS.test(field) && hashOf('fails', n, field, textOf(args)) % 13 === 0;

/** The value of a field that is made of no others. */
export function valueAt(
  { n }: Item,
  { name, type }: Pick<GraphQLField<unknown, unknown>, 'name' | 'type'>,
  args: Args,
  schema: GraphQLSchema,
): unknown {
  const fixed = typeof args['n'] === 'number' ? args['n'] % ITEMS : undefined;
  return KEYS[name]?.(n) ?? valueFor(type, `${n} ${name} ${textOf(args)}`, schema, fixed);
}

const textOf = (args: Args): string => JSON.stringify(Object.entries(args).sort());

function valueFor(type: GraphQLOutputType, seed: string, schema: GraphQLSchema, fixed?: number): unknown {
  if (isNonNullType(type)) return present(type.ofType, seed, schema, fixed);
  return hashOf('null', seed) % 9 === 0 ? null : present(type, seed, schema, fixed);
}

function present(type: GraphQLOutputType, seed: string, schema: GraphQLSchema, fixed?: number): unknown {
  const hash = hashOf(seed);
  if (isListType(type)) {
    return Array.from({ length: hash % 4 }, (_, index) => valueFor(type.ofType, `${seed} ${index}`, schema));
  }
  const known = schema.getType(getNamedType(type).name);
  if (isEnumType(known)) return known.getValues()[hash % known.getValues().length]?.name;
  if (isLeafType(type)) return SCALARS[type.name]?.(hash) ?? { any: [hash, { deep: null }] };
  const n = fixed ?? hash % ITEMS;
  if (isObjectType(type)) return { __typename: type.name, n: consistent(type, n, schema) };
  return concrete(getNamedType(type).name, n, schema);
}

/** One that is of this type also for a subgraph that knows it by its interface only. */
function consistent({ name }: GraphQLObjectType, n: number, everything: GraphQLSchema): number {
  const type = everything.getType(name);
  const isMedia = isObjectType(type) && type.getInterfaces().some((implemented) => implemented.name === 'Media');
  return isMedia && concrete('Media', n, everything)?.__typename !== name ? (n + 1) % ITEMS : n;
}

const SCALARS: Readonly<Record<string, (hash: number) => unknown>> = {
  Int: (hash) => (hash % 41) - 20,
  Float: (hash) => (hash % 400) / 8,
  String: (hash) => ['', 'plain', 'with "quotes" and \\', 'new\nline', 'snow ☃', 'pair 😀'][hash % 6],
  Boolean: (hash) => hash % 2 === 0,
  ID: (hash) => `i${hash % 9}`,
};

export const resolveType = (value: unknown): string => String((value as Item).__typename);
