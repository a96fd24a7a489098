import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type NamedTypeNode,
  type SelectionSetNode,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import { fieldSet } from '../execution/fieldSets.ts';
import { argumentOf, linkedNames } from '../execution/links.ts';

/** One thing that is asked of a caller. `anyOf`: one of the lists must be held in full. */
export type Rule = { readonly key: string } & (
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'scopes' | 'policies'; readonly anyOf: readonly (readonly string[])[] }
);

/** What a supergraph asks of those who read it. All rules of an element must be met. */
export type AuthorizationRules = {
  ofType(name: string): readonly Rule[];
  /** With those of what the field pulls in by `@requires` and, on an interface, of all implementations. */
  ofField(type: string, field: string): readonly Rule[];
  /** Of the types behind an interface: they count where its fields are selected on the interface itself. */
  ofImplementations(type: string): readonly Rule[];
};

/** Undefined for a supergraph without rules. */
export function readRules(document: DocumentNode): AuthorizationRules | undefined {
  const types = new Map(document.definitions.filter(isTypeWithRules).map((node) => [node.name.value, node]));
  const reader = new RuleReader(document, types);
  if (!reader.hasAny) return undefined;
  const implementations = implementationsIn(types);
  const all = (names: readonly string[], read: (name: string) => readonly Rule[]) => distinct(names.flatMap(read));
  const ofType = remembered((name: string) => reader.own(types.get(name)));
  const ofImplementations = remembered((name: string) => all(implementations.get(name) ?? [], ofType));
  const ofField = remembered((coordinate: string) => {
    const [type = '', field = ''] = coordinate.split('.');
    const own = reader.field(type, field);
    const behind = all(implementations.get(type) ?? [], (name) => reader.field(name, field));
    const before = all(interfacesOf(types.get(type)), (name) => reader.required(name, field));
    return distinct([...own, ...behind, ...before]);
  });
  return { ofType, ofImplementations, ofField: (type, field) => ofField(`${type}.${field}`) };
}

type Definition = TypeDefinitionNode & { readonly fields?: readonly FieldDefinitionNode[] };
type Definitions = ReadonlyMap<string, Definition>;

const isTypeWithRules = (node: DocumentNode['definitions'][number]): node is Definition =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION ||
  node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
  node.kind === Kind.SCALAR_TYPE_DEFINITION ||
  node.kind === Kind.ENUM_TYPE_DEFINITION;

const interfacesOf = (node: Definition | undefined): string[] =>
  node && 'interfaces' in node ? (node.interfaces ?? []).map(({ name }: NamedTypeNode) => name.value) : [];

/** Interface → the objects behind it. */
function implementationsIn(types: Definitions): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  for (const node of types.values()) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const name of interfacesOf(node)) found.set(name, [...(found.get(name) ?? []), node.name.value]);
  }
  return found;
}

class RuleReader {
  readonly #types: Definitions;
  /** Name of the directive here → what it asks. */
  readonly #kinds: ReadonlyMap<string, Rule['kind']>;
  readonly #joinField: string | undefined;

  constructor(document: DocumentNode, types: Definitions) {
    const nameOf = linkedNames(document);
    const kinds: [string | undefined, Rule['kind']][] = [
      [nameOf('authenticated', 'authenticated'), 'authenticated'],
      [nameOf('requiresScopes', 'requiresScopes'), 'scopes'],
      [nameOf('policy', 'policy'), 'policies'],
    ];
    this.#types = types;
    this.#kinds = new Map(kinds.flatMap(([name, kind]) => (name === undefined ? [] : [[name, kind]])));
    this.#joinField = nameOf('join', 'field');
  }

  /** A supergraph may name the directives and ask nothing. */
  get hasAny(): boolean {
    if (this.#kinds.size === 0) return false;
    return [...this.#types.values()].some((node) =>
      [node, ...(node.fields ?? [])].some((each) => this.own(each).length > 0),
    );
  }

  own(node: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | undefined): readonly Rule[] {
    return (node?.directives ?? []).flatMap((directive) => {
      const kind = this.#kinds.get(directive.name.value);
      return kind === undefined ? [] : ruleOf(kind, directive);
    });
  }

  field(type: string, field: string): readonly Rule[] {
    return [...this.own(this.#definition(type, field)), ...this.required(type, field)];
  }

  /**
   * Newer composition refuses a field that asks less than what it requires; older ones let it through.
   *
   * @param known fields whose rules are found already: what is required may require more.
   */
  required(type: string, field: string, known = new Set<string>()): readonly Rule[] {
    if (known.has(`${type}.${field}`)) return [];
    known.add(`${type}.${field}`);
    const directives = this.#definition(type, field)?.directives ?? [];
    return directives
      .filter(({ name }) => name.value === this.#joinField)
      .map((directive) => argumentOf(directive, 'requires'))
      .flatMap((value) => (value?.kind === Kind.STRING ? this.#selected(type, fieldSet(value.value), known) : []));
  }

  #selected(type: string, { selections }: SelectionSetNode, known: Set<string>): readonly Rule[] {
    return selections.flatMap((node): readonly Rule[] => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return [];
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition?.name.value ?? type;
        return [...this.own(this.#types.get(condition)), ...this.#selected(condition, node.selectionSet, known)];
      }
      const definition = this.#definition(type, node.name.value);
      const result = definition ? namedTypeOf(definition.type) : '';
      const below = node.selectionSet ? this.#selected(result, node.selectionSet, known) : [];
      const before = this.required(type, node.name.value, known);
      return [...this.own(definition), ...before, ...this.own(this.#types.get(result)), ...below];
    });
  }

  #definition(type: string, field: string): FieldDefinitionNode | undefined {
    return this.#types.get(type)?.fields?.find(({ name }) => name.value === field);
  }
}

const namedTypeOf = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);

/** No alternative at all asks nothing, as with Apollo Router. */
function ruleOf(kind: Rule['kind'], directive: ConstDirectiveNode): Rule[] {
  if (kind === 'authenticated') return [{ key: kind, kind }];
  const anyOf = listOf(argumentOf(directive, kind)).map((inner) =>
    listOf(inner).flatMap((value) => (value.kind === Kind.STRING ? [value.value] : [])),
  );
  return anyOf.length === 0 ? [] : [{ key: `${kind} ${JSON.stringify(anyOf)}`, kind, anyOf }];
}

/** GraphQL takes a single value for a list of one. */
const listOf = (value: ConstValueNode | undefined): readonly ConstValueNode[] =>
  value === undefined ? [] : value.kind === Kind.LIST ? value.values : [value];

const distinct = (rules: readonly Rule[]): readonly Rule[] => [
  ...new Map(rules.map((rule) => [rule.key, rule])).values(),
];

function remembered<Value>(compute: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
