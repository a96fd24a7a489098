import type { SubscriptionNode } from '@apollo/query-planner';
import {
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  parseType,
  print,
  type VariableDefinitionNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { AppError } from '#kernel/errors.ts';
import type { SubgraphAnswer, SubgraphRequest } from '../execution/subgraphClient.ts';
import type { StreamRules } from './streamRules.ts';

type Variables = Readonly<Record<string, unknown>>;

/** What a subgraph is asked for a subscription: made once for an operation. */
export type UpstreamRequest = {
  readonly rules: StreamRules;
  /** @param after where to go on, instead of what the client says; only where `cursorOf` tells cursors. */
  with(variables: Variables, after?: string): SubgraphRequest;
  /** Where the client wants to go on, if it says so. */
  afterIn(variables: Variables): string | undefined;
  /** Where an event stands; undefined for what can't be resumed. */
  cursorOf(event: SubgraphAnswer): string | undefined;
};

/** Names that no schema and no client has. */
const CURSOR = 'resumable__cursor';
const AFTER = 'resumable__after';

export function makeUpstreamRequest(
  { primary }: SubscriptionNode,
  rulesOf: (field: string) => StreamRules,
): UpstreamRequest {
  const { operation: query, operationName, variableUsages = [] } = primary;
  const pick = (variables: Variables) =>
    Object.fromEntries(
      variableUsages.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]]),
    );
  const document = parse(query);
  const root = rootOf(document);
  const rules = rulesOf(root.name.value);
  if (!rules.resumable) {
    return {
      rules,
      with: (variables) => ({ query, operationName, variables: pick(variables) }),
      afterIn: () => undefined,
      cursorOf: () => undefined,
    };
  }
  const { after: argument } = rules.resumable;
  const text = print(reaching(document, rules.resumable));
  const given = root.arguments?.find(({ name }) => name.value === argument)?.value;
  const key = (root.alias ?? root.name).value;
  const afterIn = (variables: Variables) => {
    const after: unknown = given && valueFromASTUntyped(given, variables);
    // The planner writes an ID that looks like a number as one.
    return typeof after === 'string' || typeof after === 'number' ? String(after) : undefined;
  };
  return {
    rules,
    with: (variables, after = afterIn(variables)) => {
      return { query: text, operationName, variables: { ...pick(variables), [AFTER]: after ?? null } };
    },
    afterIn,
    cursorOf: ({ data }) => {
      const event = data?.[key] as Variables | null | undefined;
      return typeof event?.[CURSOR] === 'string' ? event[CURSOR] : undefined;
    },
  };
}

type Resumable = NonNullable<StreamRules['resumable']>;

const isOperation = (definition: DefinitionNode) => definition.kind === Kind.OPERATION_DEFINITION;

/** The planner writes one field there. */
function rootOf({ definitions }: DocumentNode): FieldNode {
  const root = definitions.find(isOperation)?.selectionSet.selections[0];
  if (root?.kind === Kind.FIELD) return root;
  throw new AppError('INTERNAL', 'INTERNAL', 'the plan of a subscription begins with no field');
}

/** The operation with the cursor among what it asks for, and the place to go on behind as a variable of ours. */
function reaching(document: DocumentNode, rules: Resumable): DocumentNode {
  const definitions = document.definitions.map((definition) =>
    isOperation(definition) ? reachingOperation(definition, withCursor(rootOf(document), rules), rules) : definition,
  );
  return { ...document, definitions };
}

function withCursor(root: FieldNode, { cursor, after }: Resumable): FieldNode {
  const others = (root.arguments ?? []).filter(({ name }) => name.value !== after);
  const asked = { kind: Kind.FIELD, alias: named(CURSOR), name: named(cursor) } as const;
  return {
    ...root,
    arguments: [...others, { kind: Kind.ARGUMENT, name: named(after), value: variable(AFTER) }],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [asked, ...(root.selectionSet?.selections ?? [])],
    },
  };
}

function reachingOperation(operation: OperationDefinitionNode, root: FieldNode, { afterType }: Resumable) {
  const definition: VariableDefinitionNode = {
    kind: Kind.VARIABLE_DEFINITION,
    variable: variable(AFTER),
    type: parseType(afterType),
  };
  const used = variablesIn(root);
  const kept = (operation.variableDefinitions ?? []).filter((other) => used.has(other.variable.name.value));
  return {
    ...operation,
    selectionSet: { ...operation.selectionSet, selections: [root] },
    variableDefinitions: [...kept, definition],
  };
}

function variablesIn(node: FieldNode): Set<string> {
  const names = new Set<string>();
  visit(node, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}

const named = (value: string) => ({ kind: Kind.NAME, value }) as const;
const variable = (name: string) => ({ kind: Kind.VARIABLE, name: named(name) }) as const;
