import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { type ASTNode, getVariableValues, Kind } from 'graphql';
import { AppError } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import type { Identity } from '../identity.ts';
import { subscribe } from '../subscriptions/subscribe.ts';
import type { OpenUpstream } from '../subscriptions/upstream.ts';
import { failuresOf, isUnexpected } from './errors.ts';
import { type Caller, type Execute, type Operation, type Result, type ResultStream, StreamFailed } from './port.ts';
import { type PrepareOptions, prepare, withoutSuggestion } from './prepare.ts';
import { type Fetch, runPlan } from './runPlan.ts';
import type { Prepared, Snapshot } from './snapshot.ts';
import type { CallSubgraph } from './subgraphClient.ts';

type Deps = {
  /** The supergraph as it is now. */
  snapshot(): Snapshot;
  /** Where a subgraph is, given what the supergraph says. */
  urlOf(subgraph: string, routingUrl: string): string;
  readonly identity: Identity;
  readonly callSubgraph: CallSubgraph;
  readonly openUpstream: OpenUpstream;
  readonly options: PrepareOptions;
  readonly logger: Logger;
};

export function makeExecute(deps: Deps): Execute {
  const { logger, options } = deps;
  const failed = (error: unknown, { requestId }: Caller) => {
    if (isUnexpected(error)) logger.error({ err: error, requestId });
    return failuresOf(error, requestId);
  };
  return async (operation, caller) => {
    try {
      // One snapshot from here on, whatever is reloaded meanwhile.
      const snapshot = deps.snapshot();
      const prepared = prepare(snapshot, operation, options);
      checkKind(prepared, caller);
      checkVariables(snapshot, prepared, operation, options);
      const results = await run(deps, snapshot, prepared, operation, caller);
      return Symbol.asyncIterator in results ? endingWith(results, (error) => failed(error, caller)) : results;
    } catch (error) {
      return { errors: failed(error, caller) };
    }
  };
}

async function run(deps: Deps, snapshot: Snapshot, prepared: Prepared, { variables }: Operation, caller: Caller) {
  const { identity, callSubgraph, openUpstream, logger } = deps;
  const locate = (service: string) => ({
    service,
    url: deps.urlOf(service, snapshot.subgraphs.get(service) ?? ''),
    headers: () => identity.headersFor(service, caller),
  });
  const fetch: Fetch = (service, request) => {
    const { url, headers } = locate(service);
    return callSubgraph({ service, url, headers: headers() }, request);
  };
  const runNode = (node: PlanNode | undefined, from: Fetch) =>
    runPlan(node, { snapshot, prepared, variables, fetch: from, requestId: caller.requestId }, logger);

  const { node } = prepared.plan;
  if (!isSubscription(node)) return runNode(node, fetch);
  const watch = (onEnd: (error: unknown) => void) => identity.watch(caller, onEnd);
  const upstream = locate(node.primary.serviceName);
  return subscribe(openUpstream, { node, upstream, variables, fetch, run: runNode, watch });
}

const isSubscription = (node: QueryPlan['node']): node is SubscriptionNode => node?.kind === 'Subscription';

function checkKind({ definition }: Prepared, { kinds }: Caller): void {
  if (kinds.includes(definition.operation)) return;
  const message =
    definition.operation === 'subscription'
      ? 'a subscription needs WebSocket, text/event-stream or multipart/mixed;subscriptionSpec=1.0'
      : `a ${definition.operation} is not taken this way: use POST`;
  throw new AppError('BAD_USER_INPUT', 'OPERATION_KIND_NOT_ALLOWED', message);
}

/** Subgraphs get the variables as they came; here they are only checked. */
function checkVariables(
  { schema }: Snapshot,
  { definition }: Prepared,
  { variables }: Operation,
  { introspection }: PrepareOptions,
): void {
  const { errors } = getVariableValues(schema, definition.variableDefinitions ?? [], variables, { maxErrors: 20 });
  if (!errors) return;
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

/** However a stream breaks, its reader gets errors in the one format. */
function endingWith(stream: ResultStream, errorsOf: (error: unknown) => Result['errors']): ResultStream {
  return {
    next: () =>
      stream.next().catch((error: unknown) => {
        throw new StreamFailed(errorsOf(error) ?? []);
      }),
    return: async () => (await stream.return?.()) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
