import { operationFromDocument } from '@apollo/federation-internals';
import { buildOperationContext } from '@apollo/gateway';
import {
  type DocumentNode,
  GraphQLError,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { messageOf } from '#kernel/errors.ts';
import type { Verdict } from '../authorization/authorize.ts';
import { filterOperation, rulesOf } from '../authorization/filterOperation.ts';
import { Refused } from './errors.ts';
import { exceededLimits, type OperationLimits, tooLarge } from './limits.ts';
import type { Operation } from './port.ts';
import type { Checked, Prepared, Snapshot } from './snapshot.ts';

export type PrepareOptions = {
  readonly limits: OperationLimits;
  readonly introspection: boolean;
};

/**
 * Everything that depends on the text alone; remembered.
 *
 * @throws Refused for what cannot be parsed, is too large, invalid or names no operation.
 */
export function check(snapshot: Snapshot, { query, operationName }: Operation, options: PrepareOptions): Checked {
  const key = `${operationName ?? ''}\n${query}`;
  const known = snapshot.checked.get(key);
  if (known) return known;
  const document = parsed(query, options.limits);
  const exceeded = exceededLimits(document, options.limits);
  if (exceeded.length > 0) throw new Refused(exceeded);
  const invalid = complaints(snapshot, document, options);
  if (invalid.length > 0) throw new Refused(invalid);
  const definition = definitionIn(document, operationName);
  const { schema, rules } = snapshot;
  const needed = rules ? rulesOf({ schema, rules, document, operation: definition }) : [];
  const checked = { document, definition, rules: needed, prepared: new Map<string, Prepared>() };
  snapshot.checked.set(key, checked);
  return checked;
}

const ALL_MET: Verdict = { unmet: new Set(), key: '' };

/** The plan for callers with equal rights: what they may not have is in none of its fetches. */
export function prepare(snapshot: Snapshot, checked: Checked, verdict = ALL_MET): Prepared {
  const known = checked.prepared.get(verdict.key);
  if (known) return known;
  const prepared = verdict.unmet.size === 0 ? planned(snapshot, checked) : plannedWithout(snapshot, checked, verdict);
  checked.prepared.set(verdict.key, prepared);
  return prepared;
}

function plannedWithout(snapshot: Snapshot, checked: Checked, { unmet }: Verdict): Prepared {
  const { schema, rules } = snapshot;
  const { document, definition } = checked;
  if (!rules) return planned(snapshot, checked);
  const filtered = filterOperation({ schema, rules, document, operation: definition }, ({ key }) => !unmet.has(key));
  return { ...planned(snapshot, { definition, document: filtered.document }), filtered };
}

/** @param document undefined when nothing of it is left: then no subgraph is asked. */
function planned(
  { schema, apiSchema, planner }: Snapshot,
  { document, definition }: { document: DocumentNode | undefined; definition: OperationDefinitionNode },
): Prepared {
  const name = definition.name && { operationName: definition.name.value };
  const context = buildOperationContext({ schema, operationDocument: document ?? NOTHING, ...(document && name) });
  if (!document) return { definition, plan: { kind: 'QueryPlan' }, context };
  const plan = planner.buildQueryPlan(operationFromDocument(apiSchema, document, { ...name }));
  return { definition, plan, context };
}

const NOTHING = parse('{ __typename }');

function parsed(query: string, { tokens }: OperationLimits): DocumentNode {
  try {
    return parse(query, { maxTokens: tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { message } = error;
    // graphql-js has no other mark for it.
    if (/more th\w+ \d+ tokens/.test(message)) {
      throw new Refused([tooLarge('TOO_MANY_TOKENS', `the document has more than ${tokens} tokens`)]);
    }
    throw new Refused([protocolError('GRAPHQL_PARSE_FAILED', error)]);
  }
}

function complaints({ schema }: Snapshot, document: DocumentNode, { introspection }: PrepareOptions): GraphQLError[] {
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  try {
    const errors = validate(schema, document, rules);
    return errors.map((error) => protocolError('GRAPHQL_VALIDATION_FAILED', error, introspection));
  } catch (error) {
    // graphql-js throws for a root `@skip` or `@include` with a variable on a subscription.
    return [protocolError('GRAPHQL_VALIDATION_FAILED', new GraphQLError(messageOf(error)), introspection)];
  }
}

function definitionIn(document: DocumentNode, operationName: string | undefined): OperationDefinitionNode {
  const definition = getOperationAST(document, operationName);
  if (definition) return definition;
  const message = operationName
    ? `the document has no operation named ${operationName}`
    : 'the document has several operations: say which in operationName';
  throw new Refused([protocolError('OPERATION_RESOLUTION_FAILURE', new GraphQLError(message))]);
}

/** GraphQL's own complaint under a protocol code. Where nobody may look at the schema, no name of it is suggested. */
function protocolError(code: string, error: GraphQLError, suggestions = true): GraphQLError {
  const message = suggestions ? error.message : withoutSuggestion(error.message);
  const { nodes = null, source = null, positions = null } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}

/** graphql-js puts names of the schema that are close to a wrong one at the end of what it says. */
export const withoutSuggestion = (message: string): string => message.replace(/ Did you mean [^?]*\?$/, '');
