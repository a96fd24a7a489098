import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Given = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
};

/**
 * How much there is to plan, roughly: all fields with every fragment spelt out, times the types that may be behind an
 * interface or union, since the planner may have to look at each apart.
 */
export function planningWeight({ schema, document, operation }: Given): number {
  const root = schema.getRootType(operation.operation);
  return root ? new Weigher(schema, document).set(root, operation.selectionSet) : 0;
}

/** More types than this are planned much alike. */
const MOST_TYPES = 8;

class Weigher {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<string, number>();

  constructor(schema: GraphQLSchema, { definitions }: DocumentNode) {
    this.#schema = schema;
    const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((node) => [node.name.value, node]));
  }

  set(type: GraphQLCompositeType, { selections }: SelectionSetNode): number {
    return selections.reduce((sum, node) => sum + this.#selection(type, node), 0);
  }

  #selection(type: GraphQLCompositeType, node: SelectionNode): number {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      return 1 + this.set(this.#typeNamed(node.typeCondition?.name.value) ?? type, node.selectionSet);
    }
    if (node.kind === Kind.FRAGMENT_SPREAD) return 1 + this.#fragment(node.name.value);
    const field = 'getFields' in type ? type.getFields()[node.name.value] : undefined;
    const result = field && getNamedType(field.type);
    if (!node.selectionSet || !isCompositeType(result)) return 1;
    const types = isAbstractType(result) ? Math.min(MOST_TYPES, this.#schema.getPossibleTypes(result).length) : 1;
    return 1 + types * this.set(result, node.selectionSet);
  }

  #fragment(name: string): number {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const fragment = this.#fragments.get(name);
    const type = this.#typeNamed(fragment?.typeCondition.name.value);
    const weight = fragment && type ? this.set(type, fragment.selectionSet) : 0;
    this.#known.set(name, weight);
    return weight;
  }

  #typeNamed(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.#schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}
