import { parentPort, workerData } from 'node:worker_threads';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { parse } from 'graphql';
import { messageOf } from '#kernel/errors.ts';
import { makePlanner } from './makePlanner.ts';
import type { PlanAnswer, PlanRequest } from './planRequest.ts';

// A thread of its own: whoever started it ends it when a plan takes too long, which nothing else could stop.
const supergraph = Supergraph.build(String(workerData), { validateSupergraph: false });
const apiSchema = supergraph.apiSchema();
const planner = makePlanner(supergraph);

const answer = (message: PlanAnswer) => parentPort?.postMessage(message);

parentPort?.on('message', ({ text, operationName }: PlanRequest) => {
  try {
    const operation = operationFromDocument(apiSchema, parse(text), { ...(operationName && { operationName }) });
    // A plan has classes in it that can't be cloned; as JSON it has all that is executed.
    answer({ kind: 'planned', plan: JSON.parse(JSON.stringify(planner.buildQueryPlan(operation))) });
  } catch (error) {
    answer({ kind: 'failed', message: messageOf(error) });
  }
});
answer({ kind: 'ready' });
