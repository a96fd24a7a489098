import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  Kind,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { isOfInterfaceObject } from '../interfaceObjects.ts';
import type { Path } from './run.ts';
import { withTypenames } from './typenames.ts';

/** No field of a schema and no client's own alias begins like this. */
const PREFIX = 'as__';
/** The same with what tells fields of one key apart. */
const PREFIXES = /^as(?:_[0-9a-f]{8})?__/;

/**
 * The key under which subgraphs answer a field. The planner asks for keys and required fields by their plain names, next to
 * what the client asked for: an alias `id` for something else, or a required field with other arguments than the client's,
 * would take its place. So each field that is not plain has a key that nothing else can have.
 *
 * A subgraph with an interface object has one type where clients see several: what those may ask for under one key, each
 * something else, has a key of its own there.
 */
export function plannerKey(
  node: FieldNode,
  field: Pick<GraphQLField<unknown, unknown>, 'args' | 'extensions'>,
): string {
  const name = node.name.value;
  const key = node.alias?.value ?? name;
  if (key === name && field.args.length === 0) return name;
  return isOfInterfaceObject(field) ? `as_${toldApart(node)}__${key}` : PREFIX + key;
}

/** Equal for what may be asked for under one key of one type. */
export function toldApart({ name, arguments: given = [] }: Pick<FieldNode, 'name' | 'arguments'>): string {
  const sorted = given.map((argument) => print(argument)).sort();
  return createHash('sha256')
    .update([name.value, ...sorted].join('\n'))
    .digest('hex')
    .slice(0, 8);
}

/** The operation as it is planned. */
export function withPlannerKeys(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const info = new TypeInfo(schema);
  return visit(
    withTypenames(schema, document),
    visitWithTypeInfo(info, {
      Field: (node) => {
        const name = node.name.value;
        // What an object is, is told from the plain field under any name.
        if (name === '__typename') return { ...node, alias: undefined };
        const field = name.startsWith('__') ? undefined : info.getFieldDef();
        const key = field ? plannerKey(node, field) : name;
        return key === name ? undefined : { ...node, alias: { kind: Kind.NAME, value: key } };
      },
    }),
  );
}

/** A path in a subgraph's answer in the client's words. @param renamed keys that the planner itself has changed. */
export const clientPath = (path: Path, renamed?: ReadonlyMap<string, string>): Path =>
  path.map((key) => (typeof key === 'string' ? clientKey(renamed?.get(key) ?? key) : key));

const clientKey = (key: string): string => key.replace(PREFIXES, '');
