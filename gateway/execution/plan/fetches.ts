import type { FetchNode } from '@apollo/query-planner';
import { Pace } from '../../calls/pace.ts';
import type { FetchRequest, FetchText } from '../subgraphClient.ts';
import type { Run } from './run.ts';

/** Makes the requests of one fetch. @param representations of entities, each as JSON. */
export type MakeRequest = (
  run: Pick<Run, 'variables' | 'readers'>,
  representations?: readonly string[],
) => FetchRequest;

/** The text of the request is made once; what changes are variables. @param withinMs how long it is waited for, if it says so. */
export function compileRequest(node: FetchNode, withinMs?: number): MakeRequest {
  const { operation, operationName, operationKind, variableUsages = [] } = node;
  const name = operationName === undefined ? '' : `"operationName":${JSON.stringify(operationName)},`;
  const opening = `{"query":${JSON.stringify(operation)},${name}"variables":{`;
  const text: FetchText = {
    operation,
    pace: new Pace(),
    bodyOf: (variables, representations) => {
      if (!representations) return `${opening}${variables}}}`;
      const between = variables === '' ? '' : ',';
      return `${opening}"representations":[${representations.join(',')}]${between}${variables}}}`;
    },
  };
  const picks = variableUsages.map((variable) => ({ variable, prefix: `${JSON.stringify(variable)}:` }));
  return ({ variables: given, readers }, representations) => {
    let variables = '';
    for (const { variable, prefix } of picks) {
      const value = Object.hasOwn(given, variable) ? given[variable] : undefined;
      if (value === undefined) continue;
      if (variables !== '') variables += ',';
      variables += prefix + JSON.stringify(value);
    }
    const body = text.bodyOf(variables, representations);
    const parts = { text, variables, representations };
    return { body, kind: operationKind, withinMs, parts, read: readers?.get(node) };
  };
}
