import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import type { Concerns } from './changes.ts';

/** Where the id in a tag comes from: from the entity that is asked for, an argument, or nowhere: then it is any. */
type IdFrom = 'entity' | 'anywhere' | { readonly variable: string } | { readonly literal: string };

export type TagSource = { readonly type: string; readonly idFrom: IdFrom; readonly fields: ReadonlySet<string> };

/**
 * What the answers of one request to a subgraph are made of, as far as changes can concern it. Undefined for what the
 * schema doesn't explain: its answers could not be dropped when something changes.
 *
 * @param schema of the supergraph, with all that is hidden from clients.
 */
export function readTags(operation: string, schema: GraphQLSchema, concerns: Concerns): TagSource[] | undefined {
  const { definitions } = parse(operation);
  const reader = new Reader(
    schema,
    concerns,
    definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION),
  );
  const [asked] = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const root = asked && schema.getRootType(asked.operation);
  if (!root) return undefined;
  reader.read(asked.selectionSet, root.name, 'anywhere');
  return reader.isLost ? undefined : reader.sources();
}

class Reader {
  readonly #schema: GraphQLSchema;
  readonly #concerns: Concerns;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #found = new Map<string, { type: string; idFrom: IdFrom; fields: Set<string> }>();
  isLost = false;

  constructor(schema: GraphQLSchema, concerns: Concerns, fragments: readonly FragmentDefinitionNode[]) {
    this.#schema = schema;
    this.#concerns = concerns;
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  sources(): TagSource[] {
    return [...this.#found.values()];
  }

  read({ selections }: SelectionSetNode, type: string, idFrom: IdFrom): void {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) this.#field(node, type, idFrom);
      else {
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.#fragments.get(node.name.value);
        if (fragment) this.read(fragment.selectionSet, fragment.typeCondition?.name.value ?? type, idFrom);
        else this.isLost = true;
      }
    }
  }

  #field(node: FieldNode, typeName: string, idFrom: IdFrom): void {
    const { name, selectionSet } = node;
    if (name.value === '__typename') return;
    if (name.value === '_entities' && selectionSet) {
      this.read(selectionSet, typeName, 'entity');
      return;
    }
    const type = this.#schema.getType(typeName);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name.value] : undefined;
    if (!field) {
      this.isLost = true;
      return;
    }
    this.#note(typeName, name.value, idFrom);
    if (!selectionSet) return;
    const isRoot = typeName === this.#schema.getQueryType()?.name;
    const below = getNamedType(field.type).name;
    this.read(selectionSet, below, (isRoot && this.#lookup(node, below)) || 'anywhere');
  }

  /** What is selected on an interface is selected on whatever is behind it. */
  #note(typeName: string, field: string, idFrom: IdFrom): void {
    const type = this.#schema.getType(typeName);
    const behind = isAbstractType(type) ? this.#schema.getPossibleTypes(type).map(({ name }) => name) : [];
    for (const name of [typeName, ...behind]) {
      if (!Object.hasOwn(this.#concerns.types, name)) continue;
      const key = `${name} ${JSON.stringify(idFrom)}`;
      const known = this.#found.get(key);
      if (known) known.fields.add(field);
      else this.#found.set(key, { type: name, idFrom, fields: new Set([field]) });
    }
  }

  #lookup({ name, arguments: given = [] }: FieldNode, type: string): IdFrom | undefined {
    const lookup = Object.hasOwn(this.#concerns.lookups, name.value) ? this.#concerns.lookups[name.value] : undefined;
    const argument = given.find((node) => node.name.value === lookup?.argument);
    return lookup?.type === type && argument ? idFromValue(argument.value) : undefined;
  }
}

function idFromValue(value: ValueNode): IdFrom | undefined {
  if (value.kind === Kind.VARIABLE) return { variable: value.name.value };
  return value.kind === Kind.STRING || value.kind === Kind.INT ? { literal: value.value } : undefined;
}
