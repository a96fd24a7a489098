import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
  visit,
} from 'graphql';
import type { FixedFields } from '../fixedFields.ts';

/**
 * A plan in words that subgraphs know: fixed fields are the fields for which they stand, each under a key of its own. A
 * representation has room for one value of a field, so that fields that require different ones are fetched apart.
 */
export function unfix(plan: QueryPlan, fixed: FixedFields): QueryPlan {
  const { node } = plan;
  if (!node) return plan;
  if (node.kind !== 'Subscription') return { ...plan, node: unfixed(node, fixed) };
  const rest = node.rest && unfixed(node.rest, fixed);
  return { ...plan, node: { ...node, primary: inTheirWords(node.primary, fixed), ...(rest && { rest }) } };
}

function unfixed(node: PlanNode, fixed: FixedFields): PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((child) => unfixed(child, fixed)) };
    case 'Flatten':
      return { ...node, node: unfixed(node.node, fixed) };
    case 'Condition': {
      const [ifClause, elseClause] = [node.ifClause, node.elseClause].map((child) => child && unfixed(child, fixed));
      return { ...node, ...(ifClause && { ifClause }), ...(elseClause && { elseClause }) };
    }
    case 'Fetch': {
      const parts = apart(node, fixed).map((part) => inTheirWords(part, fixed));
      const [only = node] = parts;
      return parts.length > 1 ? { kind: 'Parallel', nodes: parts } : only;
    }
    default:
      return node;
  }
}

function inTheirWords(node: FetchNode, { fields }: FixedFields): FetchNode {
  const requires = node.requires && underAliases(node.requires, fields);
  const written = parse(node.operation);
  const document = visit(written, {
    Field: (field) => {
      const meant = fields.get(field.name.value);
      if (!meant) return undefined;
      const { name, arguments: given = [] } = meant;
      return { ...field, name, arguments: given, alias: field.alias ?? field.name };
    },
  });
  return { ...node, ...(requires && { requires }), ...(document !== written && { operation: textOf(document) }) };
}

const textOf = (document: DocumentNode): string => stripIgnoredCharacters(print(document));

const underAliases = (
  selections: readonly QueryPlanSelectionNode[],
  fields: FixedFields['fields'],
): QueryPlanSelectionNode[] =>
  selections.map((node) => {
    const below = node.selections && underAliases(node.selections, fields);
    if (node.kind === 'InlineFragment') return { ...node, selections: below ?? [] };
    const meant = fields.get(node.name);
    return { ...node, ...(meant && { name: meant.name.value, alias: node.name }), ...(below && { selections: below }) };
  });

/** Path to a field that is required → which of the fixed fields it is there. */
type Demand = Map<string, string>;

/** Fetches of which each requires one thing at each place. */
function apart(node: FetchNode, fixed: FixedFields): FetchNode[] {
  if (!node.requires || !isContradictory(node.requires, fixed.fields)) return [node];
  const document = parse(node.operation);
  const demands: Demand[] = [];
  const turns = new Map<string, Demand>();
  for (const { type, field } of entityFields(document)) {
    const needed = fixed.requiredBy(node.serviceName, type, field);
    const fitting = demands.find((each) => [...needed].every(([path, name]) => (each.get(path) ?? name) === name));
    const demand: Demand = fitting ?? new Map();
    if (!fitting) demands.push(demand);
    for (const [path, name] of needed) demand.set(path, name);
    turns.set(`${type}.${field}`, demand);
  }
  return demands.map((demand) => ({
    ...node,
    ...only(document, (type, field) => turns.get(`${type}.${field}`) === demand),
    requires: demanded(node.requires ?? [], demand, fixed.fields),
  }));
}

function isContradictory(selections: readonly QueryPlanSelectionNode[], fields: FixedFields['fields']): boolean {
  const seen = new Map<string, string>();
  return fixedIn(selections, fields).some(({ path, name }) => {
    const other = seen.get(path);
    seen.set(path, name);
    return other !== undefined && other !== name;
  });
}

const pathOf = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const fixedIn = (
  selections: readonly QueryPlanSelectionNode[],
  fields: FixedFields['fields'],
  path = '',
): { path: string; name: string }[] =>
  selections.flatMap((node) => {
    if (node.kind === 'InlineFragment') return fixedIn(node.selections, fields, path);
    const at = pathOf(path, fields.get(node.name)?.name.value ?? node.name);
    const below = fixedIn(node.selections ?? [], fields, at);
    return fields.has(node.name) ? [{ path: at, name: node.name }, ...below] : below;
  });

/** Without the fixed fields that nobody demands, and without objects of which nothing is left. */
const demanded = (
  selections: readonly QueryPlanSelectionNode[],
  demand: Demand,
  fields: FixedFields['fields'],
  path = '',
): QueryPlanSelectionNode[] =>
  selections.flatMap((node): QueryPlanSelectionNode[] => {
    if (node.kind === 'InlineFragment')
      return [{ ...node, selections: demanded(node.selections, demand, fields, path) }];
    const meant = fields.get(node.name);
    const at = pathOf(path, meant?.name.value ?? node.name);
    if (meant && demand.get(at) !== node.name) return [];
    if (!node.selections) return [node];
    const below = demanded(node.selections, demand, fields, at);
    return below.length > 0 ? [{ ...node, selections: below }] : [];
  });

type EntityField = { readonly type: string; readonly field: string };

const operationIn = ({ definitions }: DocumentNode): OperationDefinitionNode | undefined =>
  definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);

/** What is asked of entities, whatever conditions and fragments it is in. */
function entityFields(document: DocumentNode): EntityField[] {
  const found: EntityField[] = [];
  const collect = (selections: readonly SelectionNode[], type: string): void => {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) found.push({ type, field: node.name.value });
      if (node.kind === Kind.INLINE_FRAGMENT) {
        collect(node.selectionSet.selections, node.typeCondition?.name.value ?? type);
      }
    }
  };
  for (const root of operationIn(document)?.selectionSet.selections ?? []) {
    if (root.kind === Kind.FIELD) collect(root.selectionSet?.selections ?? [], '');
  }
  return found;
}

/** The operation with some of the entities' fields, and the variables that these use. */
function only(document: DocumentNode, isKept: (type: string, field: string) => boolean): Partial<FetchNode> {
  const left = (set: SelectionSetNode, type: string): SelectionSetNode => ({
    ...set,
    selections: set.selections.flatMap((node): SelectionNode[] => {
      if (node.kind === Kind.FIELD) return isKept(type, node.name.value) ? [node] : [];
      if (node.kind !== Kind.INLINE_FRAGMENT) return [node];
      const selectionSet = left(node.selectionSet, node.typeCondition?.name.value ?? type);
      return selectionSet.selections.length > 0 ? [{ ...node, selectionSet }] : [];
    }),
  });
  const ofRoot = (root: FieldNode): FieldNode => ({
    ...root,
    ...(root.selectionSet && { selectionSet: left(root.selectionSet, '') }),
  });
  const selected = visit(document, {
    OperationDefinition: ({ selectionSet, ...node }) => ({
      ...node,
      selectionSet: {
        ...selectionSet,
        selections: selectionSet.selections.map((root) => (root.kind === Kind.FIELD ? ofRoot(root) : root)),
      },
    }),
  });
  const used = variablesIn(selected);
  const operation = visit(selected, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
  return { operation: textOf(operation), variableUsages: [...used].filter((name) => name !== 'representations') };
}

function variablesIn(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void names.add(name.value),
  });
  return names;
}
