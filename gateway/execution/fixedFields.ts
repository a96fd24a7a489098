import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
  visit,
} from 'graphql';
import { fieldSet, fieldSetText } from './fieldSets.ts';
import { argumentOf, linkedNames } from './links.ts';
import { toldApart } from './plan/plannerNames.ts';

/** Field with its arguments → what stands for it in the planner's supergraph. */
export type FixedFields = {
  /** By the name that stands for it. */
  readonly fields: ReadonlyMap<string, Pick<FieldNode, 'name' | 'arguments'>>;
  /** What a subgraph's field requires of them: by the path to it, as names with dots between. */
  requiredBy(service: string, type: string, field: string): ReadonlyMap<string, string>;
};

type ObjectNode = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;
/** `@requires` of one field of one subgraph. */
type Requirement = {
  readonly service: string;
  readonly type: ObjectNode;
  readonly field: string;
  readonly set: SelectionSetNode;
};
/** A field with arguments that is required. */
type Occurrence = { readonly type: ObjectNode; readonly node: FieldNode; readonly path: string };

/**
 * The planner asks for required fields under their plain names: `price(currency: "USD")`, which one field requires, and
 * `price(currency: "EUR")`, which another does, are the same to it, and both get the price that comes first. So each of them
 * becomes a field of its own, without arguments, in the supergraph that the planner sees.
 *
 * @returns undefined where no field is required with different arguments, which is nearly everywhere.
 */
export function withFixedFields(document: DocumentNode): { document: DocumentNode; fixed: FixedFields } | undefined {
  const types = new Map(document.definitions.filter(isObjectNode).map((node) => [node.name.value, node]));
  const requirements = requirementsIn(document, types);
  const found = requirements.map((requirement) => ({ requirement, all: occurrencesIn(requirement, types) }));
  const names = inDispute(found.flatMap(({ all }) => all));
  if (names.size === 0) return undefined;
  const disputed = found.map(({ requirement, all }) => ({
    requirement,
    all: all.filter(({ node }) => names.has(node.name.value)),
  }));
  const everywhere = disputed.flatMap(({ all }) => all);
  const required = new Map(
    disputed.map(({ requirement: { service, type, field }, all }) => [
      `${service} ${type.name.value}.${field}`,
      new Map(all.map(({ path, node }) => [path, fixedName(node)])),
    ]),
  );
  return {
    document: rewritten(document, { types, everywhere, names }),
    fixed: {
      fields: new Map(everywhere.map(({ node }) => [fixedName(node), node])),
      requiredBy: (service, type, field) => required.get(`${service} ${type}.${field}`) ?? NOTHING,
    },
  };
}

const NOTHING: ReadonlyMap<string, string> = new Map();

const isObjectNode = (node: { readonly kind: string }): node is ObjectNode =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;

/** Like the key that it has in an answer: `clientPath` knows how to read it. */
const fixedName = (node: FieldNode): string => `as_${toldApart(node)}__${node.name.value}`;

type Types = ReadonlyMap<string, ObjectNode>;

function requirementsIn(document: DocumentNode, types: Types): Requirement[] {
  const nameOf = linkedNames(document);
  const joinField = nameOf('join', 'field');
  const services = servicesIn(document, nameOf('join', 'graph'));
  return [...types.values()].flatMap((type) =>
    (type.fields ?? []).flatMap(({ name, directives = [] }) =>
      directives.flatMap((directive): Requirement[] => {
        const text = directive.name.value === joinField ? textOf(directive, 'requires') : undefined;
        const graph = argumentOf(directive, 'graph');
        const service = graph?.kind === Kind.ENUM ? services.get(graph.value) : undefined;
        return text && service ? [{ service, type, field: name.value, set: fieldSet(text) }] : [];
      }),
    ),
  );
}

/** Value of `join__Graph` → name of the subgraph. */
function servicesIn(document: DocumentNode, joinGraph: string | undefined): ReadonlyMap<string, string> {
  const values = document.definitions.flatMap((node) =>
    node.kind === Kind.ENUM_TYPE_DEFINITION ? (node.values ?? []) : [],
  );
  return new Map(
    values.flatMap(({ name, directives = [] }) => {
      const graph = directives.find((directive) => directive.name.value === joinGraph);
      const service = graph && textOf(graph, 'name');
      return service === undefined ? [] : [[name.value, service] as const];
    }),
  );
}

function textOf(directive: ConstDirectiveNode, argument: string): string | undefined {
  const value = argumentOf(directive, argument);
  return value?.kind === Kind.STRING ? value.value : undefined;
}

const occurrencesIn = ({ type, set }: Requirement, types: Types): Occurrence[] =>
  occurrencesBelow(set, type, [], types);

const occurrencesBelow = (
  { selections }: SelectionSetNode,
  parent: ObjectNode | undefined,
  path: readonly string[],
  types: Types,
): Occurrence[] =>
  selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return parent ? occurrencesAt(node, parent, path, types) : [];
    if (node.kind === Kind.FRAGMENT_SPREAD) return [];
    const condition = node.typeCondition?.name.value;
    return occurrencesBelow(node.selectionSet, condition === undefined ? parent : types.get(condition), path, types);
  });

function occurrencesAt(node: FieldNode, type: ObjectNode, above: readonly string[], types: Types): Occurrence[] {
  const path = [...above, node.name.value];
  const own = node.arguments?.length ? [{ type, node, path: path.join('.') }] : [];
  const field = type.fields?.find(({ name }) => name.value === node.name.value);
  if (!node.selectionSet || !field) return own;
  return [...own, ...occurrencesBelow(node.selectionSet, types.get(namedType(field.type)), path, types)];
}

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

/** Names of fields that are required with different arguments; a name too many costs nothing but a longer plan. */
function inDispute(occurrences: readonly Occurrence[]): ReadonlySet<string> {
  const byName = Map.groupBy(occurrences, ({ node }) => node.name.value);
  const differing = [...byName].filter(([, all]) => new Set(all.map(({ node }) => toldApart(node))).size > 1);
  return new Set(differing.map(([name]) => name));
}

type Rewriting = {
  readonly types: Types;
  readonly everywhere: readonly Occurrence[];
  readonly names: ReadonlySet<string>;
};

function rewritten(document: DocumentNode, { types, everywhere, names }: Rewriting): DocumentNode {
  const joinField = linkedNames(document)('join', 'field');
  const added = new Map<string, Map<string, FieldNode>>();
  for (const { type, node } of everywhere) {
    for (const each of related(type, node.name.value, types)) {
      added.set(each, (added.get(each) ?? new Map<string, FieldNode>()).set(fixedName(node), node));
    }
  }
  const withAdded = <Node extends ObjectNode>(node: Node): Node => ({
    ...node,
    fields: [...(node.fields ?? []), ...[...(added.get(node.name.value) ?? [])].flatMap(fixedFieldOf(node, joinField))],
  });
  const complete = visit(document, { ObjectTypeDefinition: withAdded, InterfaceTypeDefinition: withAdded });
  return visit(complete, {
    Directive: (node) => {
      if (node.name.value !== joinField) return undefined;
      const given = node.arguments?.map((argument) =>
        argument.name.value === 'requires' && argument.value.kind === Kind.STRING
          ? { ...argument, value: { kind: Kind.STRING as const, value: withFixedNames(argument.value.value, names) } }
          : argument,
      );
      return { ...node, ...(given && { arguments: given }) };
    },
  });
}

/** The type itself, the interfaces of which it has the field, and whoever else has it of those. */
function related(type: ObjectNode, field: string, types: Types): ReadonlySet<string> {
  const found = new Set([type.name.value]);
  const implementing = (name: string) =>
    [...types.values()].filter(({ interfaces = [] }) => interfaces.some((each) => each.name.value === name));
  const add = (node: ObjectNode | undefined): void => {
    if (!node || found.has(node.name.value) || !node.fields?.some(({ name }) => name.value === field)) return;
    found.add(node.name.value);
    spread(node);
  };
  const spread = (node: ObjectNode): void => {
    for (const { name } of node.interfaces ?? []) add(types.get(name.value));
    for (const each of implementing(node.name.value)) add(each);
  };
  spread(type);
  return found;
}

/** The same subgraphs have it, and need the same for it. */
const fixedFieldOf =
  (type: ObjectNode, joinField: string | undefined) =>
  ([fixed, { name }]: readonly [string, FieldNode]): FieldDefinitionNode[] =>
    (type.fields ?? [])
      .filter((field) => field.name.value === name.value)
      .map((field) => ({
        kind: field.kind,
        name: { kind: Kind.NAME, value: fixed },
        type: field.type,
        directives: (field.directives ?? []).filter((directive) => directive.name.value === joinField),
      }));

const withFixedNames = (text: string, names: ReadonlySet<string>): string =>
  fieldSetText(
    visit(fieldSet(text), {
      Field: (node) => {
        if (!node.arguments?.length || !names.has(node.name.value)) return undefined;
        return { ...node, name: { kind: Kind.NAME, value: fixedName(node) }, arguments: [] };
      },
    }),
  );
