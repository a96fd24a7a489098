import type { QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, getOperationAST } from 'graphql';
import { AppError } from '#kernel/errors.ts';
import { askedFields, selectedFields } from './askedFields.ts';
import { clientPath } from './plannerNames.ts';
import { fetchesIn } from './requiredKeys.ts';

/**
 * The planner leaves a root field out where no subgraph can say what is selected of it, which composition did not notice:
 * of an interface that nothing implements, for one. A null would look like an answer.
 *
 * @param document as it was planned. @throws AppError INTERNAL (NO_PLAN).
 */
export function refuseUnanswered(document: DocumentNode, operationName: string | undefined, { node }: QueryPlan): void {
  const operation = getOperationAST(document, operationName);
  const fetches = node?.kind === 'Subscription' ? [node.primary] : node ? fetchesIn(node) : [];
  const answered = new Set(
    fetches
      .filter(({ requires }) => !requires)
      .flatMap(askedFields)
      .map(({ key }) => key),
  );
  const missing = selectedFields(document, operation).filter(
    ({ name, key }) => !name.startsWith('__') && !answered.has(key),
  );
  if (missing.length === 0) return;
  const names = clientPath([...new Set(missing.map(({ key }) => key))]).join(', ');
  throw new AppError('INTERNAL', 'NO_PLAN', `no subgraph can answer what is asked of ${names}`);
}
