import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Filtered, fragmentsIn } from './filterOperation.ts';

export type Path = readonly (string | number)[];

/** An answer to a filtered operation, as the answer to the original one. */
export type Completed = {
  readonly data: Readonly<Record<string, unknown>> | null;
  /** Every place of a part that was denied, in the order of the answer; at most `MOST_PLACES`. */
  readonly places: readonly Path[];
};

const MOST_PLACES = 100;

type Given = {
  readonly schema: GraphQLSchema;
  /** As the client sent it. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly filtered: Filtered;
  /** Coerced, with defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
};

/**
 * Puts null where something was denied, in the order in which the client selected. Null where the schema promises a value
 * makes the object around it null, as GraphQL has it for errors (section 6.4.4).
 *
 * @param data of the filtered operation; an empty object when nothing of it was left.
 */
export function completeDenied(given: Given, data: Readonly<Record<string, unknown>>): Completed {
  const completion = new Completion(given);
  const root = given.schema.getRootType(given.operation.operation);
  const completed = root
    ? completion.object(root, [{ node: given.operation.selectionSet, gone: false }], data, [])
    : null;
  return { data: completed, places: completion.places };
}

/** A selection of the client; `gone` below a fragment that was denied, where something else may still select the same. */
type Part<Node> = { readonly node: Node; readonly gone: boolean };
type Parts<Node> = readonly Part<Node>[];

class Completion {
  readonly places: Path[] = [];
  readonly #given: Given;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(given: Given) {
    this.#given = given;
    this.#fragments = fragmentsIn(given.document);
  }

  object(
    type: GraphQLObjectType,
    sets: Parts<SelectionSetNode>,
    data: Readonly<Record<string, unknown>>,
    path: Path,
  ): Readonly<Record<string, unknown>> | null {
    const fields = new Map<string, Part<FieldNode>[]>();
    for (const set of sets) this.#collect(type, set, fields);
    let broken = false;
    const completed = [...fields].map(([key, parts]): [string, unknown] => {
      const name = parts[0]?.node.name.value ?? '';
      if (name === '__typename') return [key, type.name];
      const expected = type.getFields()[name]?.type;
      const value = this.#field(expected, parts, data[key], [...path, key]);
      broken ||= value === null && isNonNullType(expected);
      return [key, value];
    });
    return broken ? null : Object.fromEntries(completed);
  }

  #field(type: GraphQLOutputType | undefined, parts: Parts<FieldNode>, value: unknown, path: Path): unknown {
    if (parts.every(({ gone }) => gone)) {
      if (this.places.length < MOST_PLACES) this.places.push(path);
      return null;
    }
    const { changed } = this.#given.filtered;
    const incomplete = parts.some(({ node, gone }) => gone || changed.has(node));
    return type && incomplete ? this.#value(type, parts, value, path) : (value ?? null);
  }

  #value(type: GraphQLOutputType, parts: Parts<FieldNode>, value: unknown, path: Path): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType, parts, value, path);
    if (value === null || value === undefined || isLeafType(type)) return value ?? null;
    if (isListType(type)) {
      const items = (value as unknown[]).map((item, index) => this.#value(type.ofType, parts, item, [...path, index])); // the executor checks what subgraphs answer
      return isNonNullType(type.ofType) && items.includes(null) ? null : items;
    }
    const data = value as Readonly<Record<string, unknown>>; // of a composite type, so an object
    const { schema, filtered } = this.#given;
    const runtime = isAbstractType(type) ? schema.getType(String(data[filtered.typeKey])) : type;
    // An object that misses nothing does not tell its type.
    if (!isObjectType(runtime)) return value;
    const sets = parts.flatMap(({ node: { selectionSet }, gone }) =>
      selectionSet ? [{ node: selectionSet, gone }] : [],
    );
    return this.object(runtime, sets, data, path);
  }

  #collect(
    type: GraphQLObjectType,
    { node: { selections }, gone: around }: Part<SelectionSetNode>,
    fields: Map<string, Part<FieldNode>[]>,
  ): void {
    for (const node of selections.filter((selection) => this.#isIncluded(selection))) {
      const gone = around || this.#given.filtered.denied.has(node);
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        fields.set(key, [...(fields.get(key) ?? []), { node, gone }]);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.#fragments.get(node.name.value);
      if (!fragment || !this.#covers(fragment.typeCondition?.name.value, type)) continue;
      this.#collect(type, { node: fragment.selectionSet, gone }, fields);
    }
  }

  #covers(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const { schema } = this.#given;
    const wanted = schema.getType(condition);
    return isAbstractType(wanted) && schema.isSubType(wanted, type);
  }

  #isIncluded(node: SelectionNode): boolean {
    const { variables } = this.#given;
    const skip = getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true;
    return !skip && getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;
  }
}
