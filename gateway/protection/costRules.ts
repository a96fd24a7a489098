import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
} from 'graphql';
import { argumentOf, linkedNames } from '../execution/links.ts';

/** How long a list may get, as `@listSize` says (https://ibm.github.io/graphql-specs/cost-spec.html). */
export type ListSize = {
  readonly assumedSize: number | undefined;
  readonly slicingArguments: readonly string[];
  readonly sizedFields: readonly string[];
  readonly requireOneSlicingArgument: boolean;
};

/** What a supergraph says of costs; undefined where it says nothing. */
export type CostRules = {
  /** Of a type, a field (`Type.field`), an argument (`Type.field.argument`) or a field of an input (`Input.field`). */
  weightOf(coordinate: string): number | undefined;
  /** Of a field (`Type.field`). */
  listSizeOf(coordinate: string): ListSize | undefined;
  /** What a field pulls in by `@requires`, as a field set each. */
  requiredBy(coordinate: string): readonly string[];
};

export function readCostRules(document: DocumentNode): CostRules {
  const nameOf = linkedNames(document);
  const names: Names = {
    cost: nameOf('cost', 'cost'),
    listSize: nameOf('cost', 'listSize'),
    joinField: nameOf('join', 'field'),
  };
  const found: Found = { weights: new Map(), sizes: new Map(), required: new Map() };
  for (const node of document.definitions) {
    if (!('name' in node) || !node.name || node.kind === Kind.DIRECTIVE_DEFINITION) continue;
    if (!('directives' in node)) continue;
    readWeight(found, names, node.name.value, node.directives as readonly ConstDirectiveNode[]); // of a schema, so constant
    for (const field of 'fields' in node ? (node.fields ?? []) : []) readField(found, names, node.name.value, field);
  }
  return {
    weightOf: (coordinate) => found.weights.get(coordinate),
    listSizeOf: (coordinate) => found.sizes.get(coordinate),
    requiredBy: (coordinate) => found.required.get(coordinate) ?? [],
  };
}

type Names = Readonly<Record<'cost' | 'listSize' | 'joinField', string | undefined>>;
type Found = {
  readonly weights: Map<string, number>;
  readonly sizes: Map<string, ListSize>;
  readonly required: Map<string, string[]>;
};

function readField(
  found: Found,
  names: Names,
  type: string,
  { name, directives = [], ...rest }: FieldDefinitionNode | InputValueDefinitionNode,
): void {
  const coordinate = `${type}.${name.value}`;
  readWeight(found, names, coordinate, directives);
  for (const argument of 'arguments' in rest ? (rest.arguments ?? []) : []) {
    readWeight(found, names, `${coordinate}.${argument.name.value}`, argument.directives);
  }
  const listSize = directives.find((directive) => directive.name.value === names.listSize);
  if (listSize) found.sizes.set(coordinate, sizeIn(listSize));
  const required = directives
    .filter((directive) => directive.name.value === names.joinField)
    .map((directive) => argumentOf(directive, 'requires'))
    .flatMap((value) => (value?.kind === Kind.STRING ? [value.value] : []));
  if (required.length > 0) found.required.set(coordinate, required);
}

function readWeight(
  { weights }: Found,
  { cost }: Names,
  coordinate: string,
  directives: readonly ConstDirectiveNode[] | undefined,
): void {
  const directive = directives?.find(({ name }) => name.value === cost);
  const weight = numberIn(directive && argumentOf(directive, 'weight'));
  if (weight !== undefined) weights.set(coordinate, weight);
}

function sizeIn(directive: ConstDirectiveNode): ListSize {
  const required = argumentOf(directive, 'requireOneSlicingArgument');
  return {
    assumedSize: numberIn(argumentOf(directive, 'assumedSize')),
    slicingArguments: stringsIn(argumentOf(directive, 'slicingArguments')),
    sizedFields: stringsIn(argumentOf(directive, 'sizedFields')),
    requireOneSlicingArgument: required?.kind !== Kind.BOOLEAN || required.value,
  };
}

/** IBM's text writes weights as strings, federation's as numbers. */
function numberIn(value: ConstValueNode | undefined): number | undefined {
  const written = value?.kind === Kind.INT || value?.kind === Kind.FLOAT || value?.kind === Kind.STRING;
  const number = written ? Number(value.value) : Number.NaN;
  return Number.isNaN(number) ? undefined : number;
}

function stringsIn(value: ConstValueNode | undefined): readonly string[] {
  const values = value?.kind === Kind.LIST ? value.values : value ? [value] : [];
  return values.flatMap((each) => (each.kind === Kind.STRING ? [each.value] : []));
}
