import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { AuthorizationRules, Rule } from './rules.ts';

/** An operation without the parts that a caller may not have. */
export type Filtered = {
  /** What may be planned; undefined when nothing is left. */
  readonly document: DocumentNode | undefined;
  /** Selections of the original that are gone, each where it stands, together with those left without a selection. */
  readonly denied: ReadonlySet<SelectionNode>;
  /** Fields of the original below which something is gone. */
  readonly changed: ReadonlySet<SelectionNode>;
  /** Key under which the answer tells the type of an object whose type the caller did not ask for. */
  readonly typeKey: string;
};

type Given = {
  readonly schema: GraphQLSchema;
  readonly rules: AuthorizationRules;
  /** Valid against the schema. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
};

/** The rules that the operation depends on, in a fixed order. */
export function rulesOf(given: Given): readonly Rule[] {
  const found = new Map<string, Rule>();
  filterOperation(given, (rule) => {
    found.set(rule.key, rule);
    return true;
  });
  return [...found.values()];
}

/**
 * Takes away what the caller may not have, with Apollo Router's semantics
 * (https://www.apollographql.com/docs/graphos/routing/security/authorization): rules on a field, on its type, on the type
 * of a fragment and on the root type. A field left without a selection goes too.
 */
export function filterOperation(given: Given, isMet: (rule: Rule) => boolean): Filtered {
  const filter = new Filter(given, isMet);
  const selectionSet = filter.root();
  const { denied, changed, typeKey } = filter;
  if (!selectionSet) return { document: undefined, denied, changed, typeKey };
  return { document: withOperation(given, { ...given.operation, selectionSet }), denied, changed, typeKey };
}

/** With the fragments that are still used: another one could name what nobody may plan. */
function withOperation({ document }: Given, operation: OperationDefinitionNode): DocumentNode {
  const fragments = fragmentsIn(document);
  const used = new Set<FragmentDefinitionNode>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode) => {
    visit(node, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (!fragment || used.has(fragment)) return;
        used.add(fragment);
        collect(fragment);
      },
    });
  };
  collect(operation);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...used] };
}

export const fragmentsIn = ({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]));

class Filter {
  readonly denied = new Set<SelectionNode>();
  readonly changed = new Set<SelectionNode>();
  readonly typeKey: string;
  readonly #given: Given;
  readonly #isMet: (rule: Rule) => boolean;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Each fragment is filtered once, wherever it is used. */
  readonly #known = new Map<string, SelectionSetNode | undefined>();

  constructor(given: Given, isMet: (rule: Rule) => boolean) {
    this.#given = given;
    this.#isMet = isMet;
    this.#fragments = fragmentsIn(given.document);
    this.typeKey = unusedKey(given.document);
  }

  root(): SelectionSetNode | undefined {
    const { schema, operation } = this.#given;
    const type = schema.getRootType(operation.operation);
    const { selections } = operation.selectionSet;
    if (type && this.#allows(this.#given.rules.ofType(type.name))) return this.#set(type, operation.selectionSet);
    for (const node of selections) this.denied.add(node);
    return undefined;
  }

  /** The same node when nothing below is gone, undefined when nothing is left. */
  #set(parent: GraphQLCompositeType, node: SelectionSetNode): SelectionSetNode | undefined {
    const kept = node.selections.map((selection) => this.#selection(parent, selection));
    if (kept.every((selection, index) => selection === node.selections[index])) return node;
    const selections = kept.filter((selection) => selection !== undefined);
    if (selections.length === 0) return undefined;
    // Without it nobody could tell which objects of the answer something is missing from.
    return isAbstractType(parent)
      ? { ...node, selections: [...selections, typenameAs(this.typeKey)] }
      : { ...node, selections };
  }

  #selection(parent: GraphQLCompositeType, node: SelectionNode): SelectionNode | undefined {
    const kept = this.#kept(parent, node);
    if (kept === undefined) this.denied.add(node);
    else if (kept !== node) this.changed.add(node);
    return kept;
  }

  #kept(parent: GraphQLCompositeType, node: SelectionNode): SelectionNode | undefined {
    if (node.kind === Kind.FIELD) return this.#field(parent, node);
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const type = this.#typeNamed(node.typeCondition?.name.value) ?? parent;
      const selectionSet = this.#fragment(type, node.selectionSet);
      return selectionSet && (selectionSet === node.selectionSet ? node : { ...node, selectionSet });
    }
    const definition = this.#fragments.get(node.name.value);
    const type = this.#typeNamed(definition?.typeCondition.name.value);
    if (!definition || !type) return undefined;
    const selectionSet = this.#namedFragment(definition, type);
    if (!selectionSet || selectionSet === definition.selectionSet) return selectionSet && node;
    const inline: InlineFragmentNode = {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: definition.typeCondition,
      directives: node.directives ?? [],
      selectionSet,
    };
    return inline;
  }

  #namedFragment({ name, selectionSet }: FragmentDefinitionNode, type: GraphQLCompositeType) {
    if (!this.#known.has(name.value)) this.#known.set(name.value, this.#fragment(type, selectionSet));
    return this.#known.get(name.value);
  }

  #fragment(type: GraphQLCompositeType, node: SelectionSetNode): SelectionSetNode | undefined {
    return this.#allows(this.#rulesOfType(type, node)) ? this.#set(type, node) : undefined;
  }

  #field(parent: GraphQLCompositeType, node: FieldNode): FieldNode | undefined {
    const name = node.name.value;
    // `__schema` and `__type` are guarded by whether introspection is on, `__typename` says nothing of its object.
    if (name.startsWith('__') || !('getFields' in parent)) return node;
    const definition = parent.getFields()[name];
    if (!definition) return undefined;
    const type = getNamedType(definition.type);
    const own = this.#given.rules.ofField(parent.name, name);
    if (!isCompositeType(type) || !node.selectionSet) {
      return this.#allows([...own, ...this.#given.rules.ofType(type.name)]) ? node : undefined;
    }
    if (!this.#allows([...own, ...this.#rulesOfType(type, node.selectionSet)])) return undefined;
    const selectionSet = this.#set(type, node.selectionSet);
    return selectionSet && (selectionSet === node.selectionSet ? node : { ...node, selectionSet });
  }

  /** What is selected on an interface is read from any of the types behind it. */
  #rulesOfType(type: GraphQLCompositeType, { selections }: SelectionSetNode): readonly Rule[] {
    const { rules } = this.#given;
    const own = rules.ofType(type.name);
    const selectsFields = selections.some((node) => node.kind === Kind.FIELD && node.name.value !== '__typename');
    return isInterfaceType(type) && selectsFields ? [...own, ...rules.ofImplementations(type.name)] : own;
  }

  /** Every rule is asked, so that whoever listens hears of all. */
  #allows(rules: readonly Rule[]): boolean {
    return rules.map(this.#isMet).every((met) => met);
  }

  #typeNamed(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.#given.schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

const typenameAs = (key: string): FieldNode => ({
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: key },
  name: { kind: Kind.NAME, value: '__typename' },
});

/** A response key that the client does not use by itself. */
function unusedKey(document: DocumentNode): string {
  const used = new Set<string>();
  visit(document, { Name: ({ value }) => void used.add(value) });
  let key = 'typeOfObject';
  while (used.has(key)) key += '_';
  return key;
}
