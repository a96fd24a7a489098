import type { FetchNode } from '@apollo/query-planner';
import type { FetchRequest } from '../subgraphClient.ts';
import type { Variables } from './run.ts';

/** Makes the requests of one fetch. @param representations of entities, each as JSON. */
export type MakeRequest = (variables: Variables, representations?: readonly string[]) => FetchRequest;

/** The text of the request is made once; what changes are variables. */
export function compileRequest({
  operation,
  operationName,
  operationKind,
  variableUsages = [],
}: FetchNode): MakeRequest {
  const name = operationName === undefined ? '' : `"operationName":${JSON.stringify(operationName)},`;
  const opening = `{"query":${JSON.stringify(operation)},${name}"variables":{`;
  const picks = variableUsages.map((variable) => ({ variable, prefix: `${JSON.stringify(variable)}:` }));
  return (variables, representations) => {
    let text = representations ? `"representations":[${representations.join(',')}]` : '';
    for (const { variable, prefix } of picks) {
      const value = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
      if (value === undefined) continue;
      if (text !== '') text += ',';
      text += prefix + JSON.stringify(value);
    }
    return { body: `${opening}${text}}}`, kind: operationKind };
  };
}
