import type { QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { type ASTNode, getVariableValues, Kind } from 'graphql';
import { anonymous } from '#kernel/auth/principal.ts';
import { AppError } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import { type Access, noAccess } from '../authorization/access.ts';
import { ALL_MET, type AuthorizationOptions, judge, type Verdict } from '../authorization/authorize.ts';
import { withDenials } from '../authorization/withDenials.ts';
import type { OperationCache } from '../cache/operationCache.ts';
import type { Explanation } from '../explain/explanation.ts';
import type { Identity } from '../identity.ts';
import type { MakePlan } from '../planning/planning.ts';
import type { Protection } from '../protection/protect.ts';
import { type DeadlineOf, earlier } from '../resilience/timeLimits.ts';
import type { Subscribe } from '../subscriptions/subscribe.ts';
import type { Upstream } from '../subscriptions/upstream/upstream.ts';
import { EndingStream } from './endingStream.ts';
import { failuresOf, isUnexpected, logHidden, Refused } from './errors.ts';
import type { OperationNumbers } from './operationNumbers.ts';
import type { Outcome } from './plan/compilePlan.ts';
import type { Fetch } from './plan/run.ts';
import type { Caller, Execute, Operation, Result, ResultStream } from './port.ts';
import { check, type PrepareOptions, prepare, withoutSuggestion } from './prepare.ts';
import { resultOf } from './runPlan.ts';
import type { Sharing } from './sharing.ts';
import type { Checked, Prepared, Snapshot } from './snapshot.ts';
import { type CallSubgraph, type FetchRequest, PAST_CACHES, type SubgraphAnswer } from './subgraphClient.ts';
import { nameOperation, tracedCall, tracedEvent, tracedHeaders, tracedPlan } from './traceOperations.ts';

type Deps = {
  /** The supergraph as it is now. */
  snapshot(): Snapshot;
  /** Where a subgraph is, given what the supergraph says. */
  urlOf(subgraph: string, routingUrl: string): string;
  /** Where a stream of it comes from at each connection, which may be another address than before. */
  streamFrom(upstream: Upstream, place?: number): Upstream;
  readonly identity: Identity;
  readonly callSubgraph: CallSubgraph;
  readonly subscribe: Subscribe;
  readonly options: PrepareOptions;
  readonly authorization: AuthorizationOptions;
  readonly protection: Protection;
  readonly makePlan: MakePlan;
  /** What equal queries share while they run; nothing without it. */
  readonly sharing?: Sharing | undefined;
  /** Answers that may be kept; nothing without it. */
  readonly cache?: OperationCache | undefined;
  /** Until when an operation may take; where none has a limit of its own, nothing. */
  readonly deadlineOf?: DeadlineOf | undefined;
  /** Told of every operation that has ended. */
  readonly numbers?: OperationNumbers | undefined;
  readonly logger: Logger;
};

export const makeExecute =
  (deps: Deps): Execute =>
  async (asked, caller) => {
    const beganAt = performance.now();
    let checked: Checked | undefined;
    try {
      deps.protection.expect(caller);
      // Awaiting costs a turn, and most operations have nothing to wait for until they are sent.
      const text = deps.protection.textOf(asked);
      const operation = text instanceof Promise ? await text : text;
      // One snapshot from here on, whatever is reloaded meanwhile.
      const snapshot = deps.snapshot();
      checked = check(snapshot, operation, deps.options, caller.explain?.passed);
      checkKind(checked, caller);
      if (caller.span) nameOperation(caller.span, checked.definition);
      const variables = coercedVariables(snapshot, checked, operation, deps.options);
      if (asked.persistedHash !== undefined) await deps.protection.remember(operation);
      const showCost = deps.protection.admit(checked, variables, caller);
      const allowed = { snapshot, checked, access: accessOf(deps, checked, caller), variables, caller };
      const planning = plannedAsAllowed(deps, allowed);
      const prepared = planning instanceof Promise ? await planning : planning;
      const results = showCost(await answered(deps, { ...allowed, prepared, operation, beganAt }));
      caller.explain?.passed('execute');
      deps.numbers?.ended(checked.definition, beganAt, results);
      return Symbol.asyncIterator in results
        ? new EndingStream(results, (error) => failed(deps, error, caller))
        : (caller.explain?.addTo(results, prepared.plan) ?? results);
    } catch (error) {
      deps.protection.turnedAway(caller, error);
      const result = { errors: failed(deps, error, caller), ...retryAfterIn(error) };
      deps.numbers?.ended(checked?.definition, beganAt, result);
      return result;
    }
  };

function failed({ logger }: Deps, error: unknown, { requestId }: Caller) {
  if (isUnexpected(error)) logger.error({ err: error, requestId });
  if (error instanceof Refused) logHidden(error.errors, requestId, logger);
  return failuresOf(error, requestId);
}

/** An operation that may be asked, and who asks. */
type Allowed = {
  readonly snapshot: Snapshot;
  readonly checked: Checked;
  readonly access: Access;
  /** Coerced, with defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
};

/** Nobody asks where there are no rules. */
const accessOf = ({ identity }: Deps, { rules }: Checked, { principal }: Caller): Access =>
  rules.length > 0 ? identity.accessOf(principal) : noAccess;

function plannedAsAllowed(deps: Deps, allowed: Allowed): Prepared | Promise<Prepared> {
  const { authorization, logger } = deps;
  const { rules } = allowed.checked;
  if (rules.length === 0) return planned(deps, allowed, ALL_MET);
  return judge(rules, allowed.access, authorization, logger).then((verdict) => planned(deps, allowed, verdict));
}

/** At once where the plan is known. */
function planned(
  deps: Deps,
  { snapshot, checked, variables, caller }: Allowed,
  verdict: Verdict,
): Prepared | Promise<Prepared> {
  const { span, explain } = caller;
  const makePlan = explain ? explain.planning(deps.makePlan) : deps.makePlan;
  const plan = () => prepare(snapshot, checked, variables, verdict, makePlan);
  if (!explain) return span ? tracedPlan(span, plan) : plan();
  explain.passed('authorize');
  return explained(explain, async () => (span ? tracedPlan(span, plan) : plan()));
}

async function explained(explain: Explanation, plan: () => Promise<Prepared>): Promise<Prepared> {
  const prepared = await plan();
  explain.passed('plan');
  return prepared;
}

type Ready = Allowed & Pick<Asked, 'operation' | 'beganAt'> & { readonly prepared: Prepared };

function answered(deps: Deps, ready: Ready): Promise<Result | ResultStream> | ResultStream {
  const { snapshot, prepared, checked, caller, operation, beganAt } = ready;
  const asked = { operation, caller, beganAt, isPersonal: checked.rules.length > 0 };
  if (!prepared.filtered) return run(deps, snapshot, prepared, asked);
  const { mode } = deps.authorization;
  const answers = async () => run(deps, snapshot, prepared, asked);
  return withDenials({ ...ready, mode, requestId: caller.requestId }, answers);
}

/** Says when to come again to clients that were too many; over HTTP it becomes a header. */
const retryAfterIn = (error: unknown): Pick<Result, 'extensions'> =>
  error instanceof AppError && error.code === 'RATE_LIMITED' ? { extensions: error.details } : {};

type Asked = {
  readonly operation: Operation;
  readonly caller: Caller;
  readonly beganAt: number;
  /** What of it is answered depends on what the caller may do. */
  readonly isPersonal: boolean;
};

function run(deps: Deps, snapshot: Snapshot, prepared: Prepared, asked: Asked): Promise<Result> | ResultStream {
  const { operation, caller, beganAt } = asked;
  const { variables, after } = operation;
  const { identity, callSubgraph, logger } = deps;
  const locate = (service: string, as = caller) => ({
    service,
    url: deps.urlOf(service, snapshot.subgraphs.get(service) ?? ''),
    headers: () => tracedHeaders(caller.span, identity.headersFor(service, as)),
  });
  const { compiled, plan, definition } = prepared;
  const fetchFrom = (since: number, span = caller.span): Fetch => {
    const deadline = deps.deadlineOf?.(definition.name?.value, since);
    const traced = span ? tracedCall(span, callSubgraph) : callSubgraph;
    const call = caller.explain?.calling(traced) ?? traced;
    return (service, request) => {
      const { url, headers } = locate(service);
      const until = earlier(deadline, request.withinMs);
      return call({ service, url, headers: headersOf(request, headers()), until }, request);
    };
  };
  const { node } = plan;
  if (!isSubscription(node)) {
    const execute = (fetch: Fetch) => compiled.execute(variables, caller.explain?.fetching(fetch) ?? fetch);
    const start = () => {
      const fetch = fetchFrom(beganAt);
      if (!deps.cache) return execute(fetch);
      const headersFor = (service: string) => identity.headersFor(service, caller);
      return deps.cache.run({ ...asked, snapshot, kind: definition.operation, headersFor, fetch }, execute);
    };
    const outcome = shared(deps.sharing, prepared, operation, caller, start);
    return outcome.then((found) => resultOf(found, caller.requestId, logger));
  }
  const { serviceName } = node.primary;
  const { kinds, requestId } = caller;
  return deps.subscribe({
    node,
    rulesOf: snapshot.streamRules,
    upstream: deps.streamFrom(locate(serviceName)),
    // One place for all, since all share it.
    anonymous: () => deps.streamFrom(locate(serviceName, { ...nobody, kinds, requestId }), 0),
    variables,
    after,
    terms: caller.passedOn ? JSON.stringify([caller.authorization, caller.passedOn]) : (caller.authorization ?? ''),
    run: async (event: SubgraphAnswer) => {
      deps.sharing?.forget();
      const complete = (span = caller.span) => compiled.complete(event, variables, fetchFrom(performance.now(), span));
      const completed = caller.span ? tracedEvent(caller.span, complete) : complete();
      return resultOf(await completed, caller.requestId, logger);
    },
    watch: (onEnd) => identity.watch(caller, onEnd),
  });
}

const headersOf = ({ isFresh }: FetchRequest, headers: Readonly<Record<string, string>>) =>
  isFresh ? { ...headers, ...PAST_CACHES } : headers;

/** Equal queries of one caller that run at the same time are one. */
function shared(
  sharing: Sharing | undefined,
  { compiled, definition }: Prepared,
  { variables }: Operation,
  { authorization, clientAddress, passedOn }: Caller,
  start: () => Promise<Outcome>,
): Promise<Outcome> {
  if (!sharing) return start();
  if (definition.operation !== 'query') return start().finally(() => sharing.forget());
  const others = passedOn ? JSON.stringify(passedOn) : '';
  // Whoever sends none must not meet one who sends "undefined".
  const who = authorization === undefined ? '' : `=${authorization}`;
  const key = `${compiled.id} ${clientAddress} ${who} ${others} ${JSON.stringify(variables)}`;
  return sharing.operations.share(key, start);
}

const nobody = { principal: anonymous, authorization: undefined };

const isSubscription = (node: QueryPlan['node']): node is SubscriptionNode => node?.kind === 'Subscription';

function checkKind({ definition }: Checked, { kinds }: Caller): void {
  if (kinds.includes(definition.operation)) return;
  const message =
    definition.operation === 'subscription'
      ? 'a subscription needs WebSocket, text/event-stream or multipart/mixed;subscriptionSpec=1.0'
      : `a ${definition.operation} is not taken this way: use POST`;
  throw new AppError('BAD_USER_INPUT', 'OPERATION_KIND_NOT_ALLOWED', message);
}

/** Subgraphs get the variables as they came; the gateway itself reads them with defaults. */
function coercedVariables(
  { schema }: Snapshot,
  { definition }: Checked,
  { variables }: Operation,
  { introspection }: PrepareOptions,
): Readonly<Record<string, unknown>> {
  const { errors, coerced } = getVariableValues(schema, definition.variableDefinitions ?? [], variables, {
    maxErrors: 20,
  });
  if (coerced) return coerced;
  const reasons = errors.map(({ message, nodes }) => ({
    message: introspection ? message : withoutSuggestion(message),
    param: variableOf(nodes?.[0]),
  }));
  throw new AppError('BAD_USER_INPUT', 'INVALID_VARIABLES', reasons.map(({ message }) => message).join('; '), {
    reasons,
  });
}

const variableOf = (node: ASTNode | undefined): string =>
  node?.kind === Kind.VARIABLE_DEFINITION ? node.variable.name.value : '';
