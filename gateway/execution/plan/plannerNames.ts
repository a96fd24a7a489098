import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Path } from './run.ts';
import { withTypenames } from './typenames.ts';

/** No field of a schema and no client's own alias begins like this. */
const PREFIX = 'as__';

/**
 * The key under which subgraphs answer a field. The planner asks for keys and required fields by their plain names, next to
 * what the client asked for: an alias `id` for something else, or a required field with other arguments than the client's,
 * would take its place. So each field that is not plain has a key that nothing else can have.
 */
export function plannerKey(node: FieldNode, { args }: Pick<GraphQLField<unknown, unknown>, 'args'>): string {
  const name = node.name.value;
  const key = node.alias?.value ?? name;
  return key === name && args.length === 0 ? name : PREFIX + key;
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

const clientKey = (key: string): string => (key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key);
