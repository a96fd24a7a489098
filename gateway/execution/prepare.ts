import type { QueryPlan } from '@apollo/query-planner';
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
import { ALL_MET, type Verdict } from '../authorization/authorize.ts';
import { type Filtered, filterOperation, rulesOf } from '../authorization/filterOperation.ts';
import { type MakePlan, planHere } from '../planning/planning.ts';
import { compileCost } from '../protection/compileCost.ts';
import { conditionsToPlan, withoutLiterals } from './conditions.ts';
import { Refused } from './errors.ts';
import { withRequired } from './interfaceRequires.ts';
import { exceededLimits, type OperationLimits, tooLarge } from './limits.ts';
import { inOrder } from './mutationOrder.ts';
import { compilePlan } from './plan/compilePlan.ts';
import { withPlannerKeys } from './plan/plannerNames.ts';
import type { Variables } from './plan/run.ts';
import { refuseUnanswered } from './plan/unanswered.ts';
import { unfix } from './plan/unfix.ts';
import type { Operation } from './port.ts';
import type { Checked, Prepared, Snapshot } from './snapshot.ts';

export type PrepareOptions = {
  readonly limits: OperationLimits;
  readonly introspection: boolean;
  /** How long a list is taken to be of which the supergraph says nothing. */
  readonly listSize?: number;
};

const DEFAULT_LIST_SIZE = 10;
/** Callers differ in what they may have, calls in their conditions; beyond so many kinds plans are made again. */
const MOST_VARIANTS = 32;

/**
 * Everything that depends on the text alone; remembered.
 *
 * @param passed told of each phase that is done, where it had to be.
 * @throws Refused for what cannot be parsed, is too large, invalid or names no operation.
 */
export function check(
  snapshot: Snapshot,
  { query, operationName }: Operation,
  options: PrepareOptions,
  passed?: (phase: 'parse' | 'validate') => void,
): Checked {
  const key = `${operationName ?? ''}\n${query}`;
  const known = snapshot.checked.get(key);
  if (known) return known;
  const document = parsed(query, options.limits);
  passed?.('parse');
  const exceeded = exceededLimits(document, options.limits);
  if (exceeded.length > 0) throw new Refused(exceeded);
  const invalid = complaints(snapshot, document, options);
  if (invalid.length > 0) throw new Refused(invalid);
  const definition = definitionIn(document, operationName);
  const { schema, rules } = snapshot;
  const needed = rules ? rulesOf({ schema, rules, document, operation: definition }) : [];
  const given = { schema, rules: snapshot.costs, document, operation: definition };
  const costOf = compileCost(given, { listSize: options.listSize ?? DEFAULT_LIST_SIZE });
  const conditions = conditionsToPlan(document, definition, snapshot.requiring);
  const checked: Checked = { document, definition, rules: needed, costOf, conditions, prepared: new Map() };
  snapshot.checked.set(key, checked);
  passed?.('validate');
  return checked;
}

/**
 * The plan for callers with equal rights: what they may not have is in none of its fetches.
 *
 * @param variables of the operation, coerced.
 */
export function prepare(
  snapshot: Snapshot,
  { document, definition, conditions, prepared }: Checked,
  variables: Variables,
  verdict: Verdict = ALL_MET,
  makePlan: MakePlan = planHere,
): Prepared | Promise<Prepared> {
  const key = conditions ? `${conditions.key(variables)} ${verdict.key}` : verdict.key;
  const known = prepared.get(key);
  if (known) return known;
  const filtered = filteredBy(snapshot, { document, definition }, verdict);
  const left = filtered ? filtered.document : document;
  const wanted = left && conditions ? conditions.settled(left, variables) : left;
  const asked = wanted && plannable(snapshot, wanted);
  const plan = asked ? makePlan(snapshot, asked, definition) : NOTHING;
  const finish = (made: QueryPlan): Prepared => {
    if (asked) refuseUnanswered(asked, definition.name?.value, made);
    return finished(snapshot, left, definition, snapshot.fixed ? unfix(made, snapshot.fixed) : made, filtered);
  };
  const made = plan instanceof Promise ? plan.then(finish) : finish(plan);
  if (prepared.size >= MOST_VARIANTS) prepared.clear();
  prepared.set(key, made);
  if (made instanceof Promise) {
    made.then(
      (done) => prepared.set(key, done),
      () => prepared.delete(key),
    );
  }
  return made;
}

/** Written so that the planner makes no mistake of which we know. */
function plannable({ schema, interfaceRequires: rules }: Snapshot, document: DocumentNode): DocumentNode {
  const keyed = withPlannerKeys(schema, inOrder(withoutLiterals(document)));
  return rules ? withRequired(schema, keyed, rules) : keyed;
}

const NOTHING: QueryPlan = { kind: 'QueryPlan' };

function filteredBy(
  { schema, rules }: Snapshot,
  { document, definition }: Pick<Checked, 'document' | 'definition'>,
  { unmet }: Verdict,
): Filtered | undefined {
  if (!rules || unmet.size === 0) return undefined;
  return filterOperation({ schema, rules, document, operation: definition }, ({ key }) => !unmet.has(key));
}

/** @param left undefined when nothing of the operation is left: then no subgraph is asked. */
function finished(
  { schema, fullSchema, isOfType, fieldRules }: Snapshot,
  left: DocumentNode | undefined,
  definition: OperationDefinitionNode,
  plan: QueryPlan,
  filtered: Filtered | undefined,
): Prepared {
  const document = left ?? EMPTY;
  const asked = definitionIn(document, left && definition.name?.value);
  const compiled = compilePlan({ schema, fullSchema, isOfType, fieldRules, document, definition: asked, plan });
  return { definition, plan, compiled, ...(filtered && { filtered }) };
}

const EMPTY = parse('{ __typename }');

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
