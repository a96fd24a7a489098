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
import { Refused } from './errors.ts';
import { exceededLimits, type OperationLimits, tooLarge } from './limits.ts';
import type { Operation } from './port.ts';
import type { Prepared, Snapshot } from './snapshot.ts';

export type PrepareOptions = {
  readonly limits: OperationLimits;
  readonly introspection: boolean;
};

/** @throws Refused for what cannot be parsed, is too large, invalid or names no operation. */
export function prepare(snapshot: Snapshot, { query, operationName }: Operation, options: PrepareOptions): Prepared {
  const key = `${operationName ?? ''}\n${query}`;
  const known = snapshot.prepared.get(key);
  if (known) return known;
  const prepared = prepareAnew(snapshot, query, operationName, options);
  snapshot.prepared.set(key, prepared);
  return prepared;
}

function prepareAnew(
  snapshot: Snapshot,
  query: string,
  operationName: string | undefined,
  options: PrepareOptions,
): Prepared {
  const document = parsed(query, options.limits);
  const exceeded = exceededLimits(document, options.limits);
  if (exceeded.length > 0) throw new Refused(exceeded);
  const invalid = complaints(snapshot, document, options);
  if (invalid.length > 0) throw new Refused(invalid);
  const definition = definitionIn(document, operationName);
  const operation = operationFromDocument(snapshot.apiSchema, document, { ...(operationName && { operationName }) });
  const plan = snapshot.planner.buildQueryPlan(operation);
  const context = buildOperationContext({
    schema: snapshot.schema,
    operationDocument: document,
    ...(operationName && { operationName }),
  });
  return { definition, plan, context };
}

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
