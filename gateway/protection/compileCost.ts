import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { AppError } from '#kernel/errors.ts';
import { compileArguments, plain, type Variables } from './argumentCosts.ts';
import type { CostRules, ListSize } from './costRules.ts';

/**
 * What an operation costs with these variables (coerced).
 *
 * @param complain told of each list that does not say how long it is to be, AppError BAD_USER_INPUT (SLICING_ARGUMENT_REQUIRED);
 * then it counts as long as it is assumed to be.
 */
export type CostOf = (variables: Variables, complain: Complain) => number;

type Complain = (error: AppError) => void;

export type CostSettings = {
  /** How long a list is taken to be of which the supergraph says nothing. */
  readonly listSize: number;
};

type Given = {
  readonly schema: GraphQLSchema;
  readonly rules: CostRules;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
};

/** Sizes that a field gives to fields below it, by their names. */
type Sized = ((field: string) => number | undefined) | undefined;
type SetCost = (variables: Variables, sized: Sized) => number;

const MUTATION = 10;
const NOT_SIZED: Sized = undefined;

/**
 * The static estimate of Apollo Router's demand control (https://www.apollographql.com/docs/graphos/routing/security/demand-control):
 * a mutation counts 10; an object, interface or union 1; scalars and enums nothing; `@cost` replaces these weights; a list
 * multiplies what is in it by its length. What a field requires of others is added to it.
 */
export function compileCost({ schema, rules, document, operation }: Given, settings: CostSettings): CostOf {
  const root = schema.getRootType(operation.operation);
  if (!root) return () => 0;
  const compiler = new CostCompiler(schema, rules, document, settings);
  const cost = compiler.set(root, operation.selectionSet);
  const base = operation.operation === 'mutation' ? MUTATION : 0;
  if (!compiler.varies) {
    const fixed = base + cost({}, NOT_SIZED);
    return () => fixed;
  }
  return (variables, complain) => {
    compiler.complain = complain;
    return base + cost(variables, NOT_SIZED);
  };
}

class CostCompiler {
  readonly #schema: GraphQLSchema;
  readonly #rules: CostRules;
  readonly #settings: CostSettings;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<string, SetCost>();
  /** Variables may make a difference: by conditions, slices, or objects of input. */
  varies = false;
  /** Of whoever asks at the moment. */
  complain: Complain = () => {};

  constructor(schema: GraphQLSchema, rules: CostRules, { definitions }: DocumentNode, settings: CostSettings) {
    this.#schema = schema;
    this.#rules = rules;
    this.#settings = settings;
    const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((node) => [node.name.value, node]));
  }

  set(type: GraphQLCompositeType, { selections }: SelectionSetNode): SetCost {
    const costs = selections.map((node) => this.#conditional(node, this.#selection(type, node)));
    return (variables, sized) => costs.reduce((sum, cost) => sum + cost(variables, sized), 0);
  }

  #conditional(node: SelectionNode, cost: SetCost): SetCost {
    if (!node.directives?.length) return cost;
    this.varies = true;
    return (variables, sized) => {
      const skip = getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true;
      const include = getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;
      return !skip && include ? cost(variables, sized) : 0;
    };
  }

  #selection(type: GraphQLCompositeType, node: SelectionNode): SetCost {
    if (node.kind === Kind.FIELD) return this.#field(type, node);
    if (node.kind === Kind.INLINE_FRAGMENT) {
      return this.set(this.#typeNamed(node.typeCondition?.name.value) ?? type, node.selectionSet);
    }
    const name = node.name.value;
    const fragment = this.#fragments.get(name);
    const known = this.#known.get(name);
    if (known || !fragment) return known ?? (() => 0);
    const cost = this.set(this.#typeNamed(fragment.typeCondition.name.value) ?? type, fragment.selectionSet);
    this.#known.set(name, cost);
    return cost;
  }

  #field(type: GraphQLCompositeType, node: FieldNode): SetCost {
    const name = node.name.value;
    const field = 'getFields' in type ? type.getFields()[name] : undefined;
    if (!field) return () => 0;
    const coordinate = `${type.name}.${name}`;
    const each = this.#eachOf(coordinate, field, node);
    const argumentCost = compileArguments(coordinate, field.args, node, this.#rules);
    const required = this.#required(type, coordinate);
    const sizeOf = compileSize(this.#rules.listSizeOf(coordinate), field, node, (error) => this.complain(error));
    const sizedFields = this.#rules.listSizeOf(coordinate)?.sizedFields ?? [];
    const isList = isListType(getNullableType(field.type));
    this.varies ||= argumentCost !== undefined || sizeOf !== undefined;
    return (variables, sized) => {
      const size = sizeOf?.(variables);
      const count = isList ? (sized?.(name) ?? size ?? this.#settings.listSize) : 1;
      const below: Sized =
        sizedFields.length === 0 ? undefined : (child) => (sizedFields.includes(child) ? size : undefined);
      return count * each(variables, below) + (argumentCost?.(variables) ?? 0) + required(variables, undefined);
    };
  }

  /** One instance of a field with what is selected in it. */
  #eachOf(coordinate: string, field: GraphQLField<unknown, unknown>, { selectionSet }: FieldNode): SetCost {
    const type = getNamedType(field.type);
    const own = this.#rules.weightOf(coordinate) ?? this.#rules.weightOf(type.name) ?? (isCompositeType(type) ? 1 : 0);
    if (!selectionSet || !isCompositeType(type)) return () => own;
    const selected = this.set(type, selectionSet);
    return (variables, sized) => own + selected(variables, sized);
  }

  #required(type: GraphQLCompositeType, coordinate: string): SetCost {
    const sets = this.#rules.requiredBy(coordinate).flatMap((fields) => {
      const [definition] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
      return definition?.kind === Kind.OPERATION_DEFINITION ? [this.set(type, definition.selectionSet)] : [];
    });
    return (variables) => sets.reduce((sum, cost) => sum + cost(variables, undefined), 0);
  }

  #typeNamed(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.#schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

type SizeOf = (variables: Variables) => number | undefined;

/** The largest of the slicing arguments that are there, by value or by default; else what is assumed. */
function compileSize(
  listSize: ListSize | undefined,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  complain: Complain,
): SizeOf | undefined {
  if (!listSize) return undefined;
  const { slicingArguments, assumedSize, requireOneSlicingArgument } = listSize;
  if (slicingArguments.length === 0) return () => assumedSize;
  const slices = field.args
    .filter(({ name }) => slicingArguments.includes(name))
    .map((definition) => {
      const given = node.arguments?.find(({ name }) => name.value === definition.name)?.value;
      return (variables: Variables) => (given && plain(given, variables)) ?? definition.defaultValue;
    });
  return (variables) => {
    const sizes = slices.map((slice) => slice(variables)).filter((size) => typeof size === 'number');
    if (requireOneSlicingArgument && sizes.length !== 1) complain(oneSlicingArgument(field.name, slicingArguments));
    return sizes.length === 0 ? assumedSize : Math.max(0, ...sizes);
  };
}

const oneSlicingArgument = (field: string, names: readonly string[]) =>
  new AppError('BAD_USER_INPUT', 'SLICING_ARGUMENT_REQUIRED', `${field} needs exactly one of ${names.join(', ')}`);
