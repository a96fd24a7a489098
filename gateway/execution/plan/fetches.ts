import type { FetchNode } from '@apollo/query-planner';
import type { FetchRequest, FetchText } from '../subgraphClient.ts';
import type { Variables } from './run.ts';

/** Makes the requests of one fetch. @param representations of entities, each as JSON. */
export type MakeRequest = (variables: Variables, representations?: readonly string[]) => FetchRequest;

/** The text of the request is made once; what changes are variables. @param withinMs how long it is waited for, if it says so. */
export function compileRequest(
  { operation, operationName, operationKind, variableUsages = [] }: FetchNode,
  withinMs?: number,
): MakeRequest {
  const name = operationName === undefined ? '' : `"operationName":${JSON.stringify(operationName)},`;
  const opening = `{"query":${JSON.stringify(operation)},${name}"variables":{`;
  const text: FetchText = {
    operation,
    bodyOf: (variables, representations) => {
      if (!representations) return `${opening}${variables}}}`;
      const between = variables === '' ? '' : ',';
      return `${opening}"representations":[${representations.join(',')}]${between}${variables}}}`;
    },
  };
  const picks = variableUsages.map((variable) => ({ variable, prefix: `${JSON.stringify(variable)}:` }));
  return (given, representations) => {
    let variables = '';
    for (const { variable, prefix } of picks) {
      const value = Object.hasOwn(given, variable) ? given[variable] : undefined;
      if (value === undefined) continue;
      if (variables !== '') variables += ',';
      variables += prefix + JSON.stringify(value);
    }
    const body = text.bodyOf(variables, representations);
    return { body, kind: operationKind, withinMs, parts: { text, variables, representations } };
  };
}
