import {
  type FieldNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLUnionType,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { isInherited, ownValue } from './ownKeys.ts';
import { plannerKey } from './plannerNames.ts';
import { isTree, type Tree } from './run.ts';
import { collectFields, type RuntimeType, type Selecting } from './selections.ts';
import { BUBBLE, placeOf, report, type Shaping, type Text, type Write } from './shaping.ts';

export type FieldPlace = {
  /** `field Book.title`, for messages. */
  readonly what: string;
  /** Of a field that is not put on the path before it is written. */
  readonly key: string | undefined;
  /** Where its object is, with the types on the way. */
  readonly parent: string;
  /** As subgraphs answer it. */
  readonly from: string;
};

/** Makes the writer of a field: given, since fields hold objects and objects fields. */
type CompileWriter = (
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  place: FieldPlace,
  selecting: Selecting,
) => Write;

type Composite = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType;

/** A writer for objects: one for each type that they turn out to be of. */
export function compileObject(
  type: Composite,
  nodes: readonly FieldNode[],
  { what, parent, from }: FieldPlace,
  selecting: Selecting,
  compileWriter: CompileWriter,
): Write {
  const below = nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  const compiled = new Map<string, WriteTree>();
  const writerOf = (runtimeType: RuntimeType): WriteTree => {
    const known = compiled.get(runtimeType.name);
    if (known) return known;
    const place = placeOf(parent, from, runtimeType.name);
    const fields = collectFields(below, runtimeType, selecting);
    const made = compileFields(fields, runtimeType, { place, selecting, compileWriter });
    compiled.set(runtimeType.name, made);
    return made;
  };
  const typeOf = isObjectType(type) ? () => type : runtimeTypes(type, selecting);
  return (value, shaping) => {
    if (value === null || value === undefined) return 'null';
    const runtimeType = isTree(value) ? typeOf(value) : undefined;
    if (!isTree(value) || !runtimeType) {
      report(shaping, `Invalid value found for ${what}.`, undefined);
      return 'null';
    }
    return writerOf(runtimeType)(value, shaping);
  };
}

/** What an object of an abstract type says it is. Undefined when the API has no such type there. */
function runtimeTypes(type: GraphQLInterfaceType | GraphQLUnionType, { schema }: Selecting) {
  return (tree: Tree): RuntimeType | undefined => {
    const typename = tree['__typename'];
    if (typename === type.name || typename === undefined) return isUnionType(type) ? undefined : type;
    const named = typeof typename === 'string' ? schema.getType(typename) : undefined;
    if (!isObjectType(named) && !isInterfaceType(named)) return undefined;
    return schema.isSubType(type, named) ? named : undefined;
  };
}

/** JSON of an object; `null` when one of its fields may not be null and is. */
type WriteTree = (tree: Tree, shaping: Shaping) => string;

type Field = {
  /** As clients know it. */
  readonly key: string;
  /** As subgraphs answer it. */
  readonly from: string;
  /** `,"key":` */
  readonly prefix: string;
  /** It writes more than one value, so that errors need to know where. */
  readonly isDeep: boolean;
  readonly isInherited: boolean;
  readonly write: Write;
  /** Where the object may have it, and fields behind it, written already. */
  readonly text: Text | undefined;
};

type Surroundings = {
  readonly place: string;
  readonly selecting: Selecting;
  readonly compileWriter: CompileWriter;
};

export function compileFields(
  fieldNodes: ReadonlyMap<string, FieldNode[]>,
  type: RuntimeType,
  surroundings: Surroundings,
): WriteTree {
  const { place, selecting } = surroundings;
  const fields = [...fieldNodes].map(([key, nodes], index) => ({
    ...compileField(key, nodes, index, type, surroundings),
    text: selecting.textAt?.(place, key),
  }));
  return (tree, shaping) => {
    let text = '{';
    for (let at = 0; ; ) {
      const field = fields[at];
      if (!field) return `${text}}`;
      const verbatim = field.text && tree[field.text.key];
      const isVerbatim = typeof verbatim === 'string';
      const written = isVerbatim ? verbatim : writeField(field, tree, shaping);
      if (written === BUBBLE) return bubbled(tree, field, shaping);
      text += field.prefix + written;
      at += (isVerbatim && field.text?.fields) || 1;
    }
  };
}

const valueIn = (tree: Tree, { isInherited, from }: Field): unknown =>
  isInherited ? ownValue(tree, from) : tree[from];

function writeField(field: Field, tree: Tree, shaping: Shaping): string {
  const value = valueIn(tree, field);
  return field.isDeep ? writeDeep(field, value, shaping) : field.write(value, shaping);
}

function bubbled(tree: Tree, field: Field, { absent, broken }: Shaping): string {
  // Nobody promised anything of an entity that is not there.
  if (absent.has(tree) && valueIn(tree, field) === undefined) broken.pop();
  return 'null';
}

function writeDeep({ key, write }: Field, value: unknown, shaping: Shaping): string {
  shaping.path.push(key);
  const written = write(value, shaping);
  shaping.path.pop();
  return written;
}

function compileField(
  key: string,
  nodes: readonly FieldNode[],
  index: number,
  type: RuntimeType,
  { place: parent, selecting, compileWriter }: Surroundings,
): Omit<Field, 'text'> {
  const prefix = `${index === 0 ? '' : ','}${JSON.stringify(key)}:`;
  const [node] = nodes;
  const name = node?.name.value ?? '';
  if (name === '__typename')
    return { key, from: name, prefix, isDeep: false, isInherited: false, write: typenameOf(type, key) };
  if (name === '__schema' || name === '__type') {
    return {
      key,
      from: name,
      prefix,
      isDeep: false,
      isInherited: false,
      write: (_value, shaping) => shaping.introspected(key),
    };
  }
  const definition = type.getFields()[name];
  if (!node || !definition) throw new Error(`${type.name} has no field ${name}`);
  const isDeep = !isLeafType(getNamedType(definition.type)) || isListType(getNullableType(definition.type));
  const from = plannerKey(node, definition);
  const place = { what: `field ${type.name}.${name}`, key: isDeep ? undefined : key, parent, from };
  const write = compileWriter(definition.type, nodes, place, selecting);
  return { key, from, prefix, isDeep, isInherited: isInherited(from), write };
}

/** Known before any object is: but an interface object may not say what it really is. */
function typenameOf(type: RuntimeType, key: string): Write {
  if (isObjectType(type)) return () => JSON.stringify(type.name);
  return (_value, shaping) => {
    report(shaping, `Cannot tell which ${type.name} it is.`, key);
    return BUBBLE;
  };
}
