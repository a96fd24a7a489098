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
} from 'graphql';
import type { CacheHint, CacheHints } from './cacheHints.ts';

type Given = {
  readonly service: string;
  /** Of the supergraph, with all that is hidden from clients. */
  readonly schema: GraphQLSchema;
  readonly hints: CacheHints;
};

/**
 * What the schema says of an answer whose server says nothing, in the words of `Cache-Control`, by the rules of Apollo Server
 * (https://www.apollographql.com/docs/apollo-server/performance/caching): root fields and objects without a hint may not be
 * kept, other fields as long as what they are part of. Undefined where nothing may be kept.
 */
export function declaredPolicy(operation: string, given: Given): string | undefined {
  const { definitions } = parse(operation);
  const asked = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const root = asked?.operation === 'query' ? given.schema.getQueryType() : undefined;
  if (!asked || !root) return undefined;
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const reader = new Reader(given, fragments);
  reader.read(asked.selectionSet, root.name, NOTHING);
  const { seconds, isPrivate } = reader;
  return seconds < 1 || seconds === Number.POSITIVE_INFINITY
    ? undefined
    : `max-age=${seconds}, ${isPrivate ? 'private' : 'public'}`;
}

const NOTHING: CacheHint = { maxAge: undefined, isPrivate: false, inherits: false };

class Reader {
  readonly #given: Given;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  seconds = Number.POSITIVE_INFINITY;
  isPrivate = false;

  constructor(given: Given, fragments: readonly FragmentDefinitionNode[]) {
    this.#given = given;
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  /** @param around what its fields inherit; undefined ages are none. */
  read({ selections }: SelectionSetNode, type: string, around: CacheHint): void {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        for (const concrete of this.#concrete(type)) this.#field(node, concrete, around);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.#fragments.get(node.name.value);
      if (fragment) this.read(fragment.selectionSet, fragment.typeCondition?.name.value ?? type, around);
      else this.seconds = 0;
    }
  }

  #field({ name: { value: name }, selectionSet }: FieldNode, type: string, around: CacheHint): void {
    if (name === '__typename') return;
    const named = this.#typeOf(type, name);
    const own = this.#given.hints.ofField(`${type}.${name}`) ?? NOTHING;
    if (name === '_entities' && selectionSet) this.#entities(selectionSet);
    else if (!named) this.#restrict(0, false);
    else if (selectionSet)
      for (const concrete of this.#concrete(named)) this.#object(selectionSet, concrete, own, around);
    else this.#restrict(own.maxAge ?? around.maxAge, own.isPrivate);
  }

  #object(selectionSet: SelectionSetNode, type: string, own: CacheHint, around: CacheHint): void {
    const hint = this.#given.hints.ofType(type, this.#given.service) ?? NOTHING;
    const inherited = own.inherits || hint.inherits ? around.maxAge : undefined;
    const maxAge = own.maxAge ?? hint.maxAge ?? inherited;
    this.#restrict(maxAge, own.isPrivate || hint.isPrivate);
    this.read(selectionSet, type, { ...NOTHING, maxAge });
  }

  /** They are of some type each; without a hint on it their fields must have their own. */
  #entities({ selections }: SelectionSetNode): void {
    for (const node of selections) {
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(node.name.value) : node;
      if (!fragment || fragment.kind === Kind.FIELD) continue;
      for (const type of this.#concrete(fragment.typeCondition?.name.value ?? '')) {
        const hint = this.#given.hints.ofType(type, this.#given.service) ?? NOTHING;
        if (hint.maxAge !== undefined) this.#restrict(hint.maxAge, hint.isPrivate);
        this.read(fragment.selectionSet, type, hint);
      }
    }
  }

  #restrict(maxAge: number | undefined, isPrivate: boolean): void {
    this.seconds = Math.min(this.seconds, maxAge ?? 0);
    this.isPrivate ||= isPrivate;
  }

  /** What is selected on an interface is selected on whatever is behind it. */
  #concrete(name: string): string[] {
    const type = this.#given.schema.getType(name);
    return isAbstractType(type) ? this.#given.schema.getPossibleTypes(type).map((each) => each.name) : [name];
  }

  #typeOf(typeName: string, field: string): string | undefined {
    const type = this.#given.schema.getType(typeName);
    const found = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
    return found && getNamedType(found.type).name;
  }
}
