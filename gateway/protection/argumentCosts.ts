import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isLeafType,
  Kind,
  type ValueNode,
} from 'graphql';
import type { CostRules } from './costRules.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** What the arguments of a field add to it: an object of input counts 1, anything else nothing, unless `@cost` says more. */
export function compileArguments(
  coordinate: string,
  definitions: readonly GraphQLArgument[],
  node: FieldNode,
  rules: CostRules,
): ((variables: Variables) => number) | undefined {
  const costs = (node.arguments ?? []).flatMap(({ name, value }) => {
    const definition = definitions.find((each) => each.name === name.value);
    if (!definition) return [];
    const weight = rules.weightOf(`${coordinate}.${name.value}`);
    const named = getNamedType(definition.type);
    // Scalars and enums cost nothing, whatever they are.
    if (isLeafType(named) && weight === undefined && rules.weightOf(named.name) === undefined) return [];
    return [(variables: Variables) => costOf(plain(value, variables), definition.type, weight, rules)];
  });
  return costs.length === 0 ? undefined : (variables) => costs.reduce((sum, cost) => sum + cost(variables), 0);
}

function costOf(value: unknown, type: GraphQLInputType, weight: number | undefined, rules: CostRules): number {
  if (value === null || value === undefined) return 0;
  const named = getNamedType(type);
  const own = weight ?? rules.weightOf(named.name);
  if (Array.isArray(value))
    return value.reduce((sum: number, item) => sum + costOf(item, type, weight, rules), own ?? 0);
  if (!isInputObjectType(named) || typeof value !== 'object') return own ?? 0;
  const fields = named.getFields();
  return Object.entries(value).reduce((sum, [name, inner]) => {
    const field = fields[name];
    return field ? sum + costOf(inner, field.type, rules.weightOf(`${named.name}.${name}`), rules) : sum;
  }, own ?? 1);
}

/** A literal as it would come in a variable; numbers and names need not be exact here. */
export function plain(node: ValueNode, variables: Variables): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables[node.name.value];
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map((value) => plain(value, variables));
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, plain(value, variables)]));
    case Kind.INT:
      return Number(node.value);
    default:
      return node.value;
  }
}
