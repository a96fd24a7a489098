import {
  type ArgumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type SelectionNode,
} from 'graphql';
import { fails, type Item, valueAt, type World } from './data.ts';
import type { Sources } from './supergraphs.ts';

/** `Product.postage` → what it requires. */
type Required = ReadonlyMap<string, readonly SelectionNode[]>;

export function requiredIn(subgraphs: Sources): Required {
  const required = new Map<string, readonly SelectionNode[]>();
  for (const sdl of Object.values(subgraphs)) {
    for (const definition of parse(sdl).definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
      for (const field of definition.fields ?? []) {
        const directive = field.directives?.find(({ name }) => name.value === 'requires');
        const fields = directive && textOf(directive.arguments?.[0]);
        if (fields) required.set(`${definition.name.value}.${field.name.value}`, selectionsOf(fields));
      }
    }
  }
  return required;
}

const textOf = (argument: ArgumentNode | undefined) =>
  argument?.value.kind === Kind.STRING ? argument.value.value : undefined;

function selectionsOf(fields: string): readonly SelectionNode[] {
  const [operation] = parse(`{ ${fields} }`).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
}

/** In a subgraph: out of what the representation brought. */
export const fromReference =
  (required: Required): World['computed'] =>
  ({ ref }, typename, field) => {
    const selections = required.get(`${typename}.${field}`);
    return selections && picked(ref, selections);
  };

function picked(value: unknown, selections: readonly SelectionNode[]): unknown {
  if (Array.isArray(value)) return value.map((item) => picked(item, selections));
  if (typeof value !== 'object' || value === null) return null;
  const tree = value as Readonly<Record<string, unknown>>;
  return selections.map((node) => {
    if (node.kind !== Kind.FIELD) return null;
    const below = tree[node.name.value];
    return node.selectionSet ? picked(below, node.selectionSet.selections) : below;
  });
}

/** In one schema of everything: out of the data itself. What fails is missed by whoever requires it. */
export const fromData =
  (required: Required, schema: GraphQLSchema, isFailing: boolean): World['computed'] =>
  (item, typename, field) => {
    const type = schema.getType(typename);
    const names = isObjectType(type) ? [type.name, ...type.getInterfaces().map(({ name }) => name)] : [];
    const selections = names.map((name) => required.get(`${name}.${field}`)).find((found) => found !== undefined);
    return selections && read({ ...item, __typename: typename }, selections, { schema, isFailing });
  };

type Reading = { readonly schema: GraphQLSchema; readonly isFailing: boolean };

function read(found: unknown, selections: readonly SelectionNode[], reading: Reading): unknown {
  if (Array.isArray(found)) return found.map((each) => read(each, selections, reading));
  if (found === null || found === undefined) return null;
  const item = found as Item;
  const type = reading.schema.getType(item.__typename);
  const values: unknown[] = [];
  for (const node of selections) {
    const field = isObjectType(type) && node.kind === Kind.FIELD ? type.getFields()[node.name.value] : undefined;
    const value = field && node.kind === Kind.FIELD ? readField(item, field, node, reading) : null;
    if (value === null && isNonNullType(field?.type)) return null;
    values.push(value);
  }
  return values;
}

function readField(item: Item, field: GraphQLField<unknown, unknown>, node: FieldNode, reading: Reading): unknown {
  const args = getArgumentValues(field, node);
  if (reading.isFailing && fails(item, field.name, args)) return null;
  const below = valueAt(item, field, args, reading.schema);
  return node.selectionSet ? read(below, node.selectionSet.selections, reading) : below;
}
