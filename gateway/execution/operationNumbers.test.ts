import { Kind, type OperationDefinitionNode, parse } from 'graphql';
import { expect, it } from 'vitest';
import { Metrics } from '#kernel/metrics/metrics.ts';
import { OperationNumbers } from './operationNumbers.ts';

const definitionOf = (text: string): OperationDefinitionNode => {
  const [definition] = parse(text).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`no operation: ${text}`);
  return definition;
};

const failure = { message: 'no', extensions: {} };

it('operations are counted by name and how they ended, and timed', async () => {
  const metrics = new Metrics();
  const numbers = new OperationNumbers(metrics);
  const look = definitionOf('query Look { a }');
  numbers.ended(look, performance.now(), { data: { a: 1 } });
  numbers.ended(look, performance.now(), { data: { a: null }, errors: [failure] });
  numbers.ended(definitionOf('query Look { a }'), performance.now(), { data: null, errors: [failure] });
  numbers.ended(definitionOf('mutation { b }'), performance.now(), { data: { b: 1 } });
  numbers.ended(undefined, performance.now(), { errors: [failure] });

  const text = await metrics.text();

  for (const outcome of ['succeeded', 'partial', 'failed']) {
    expect(text).toContain(`bazaar_gateway_operations_total{type="query",operation="Look",outcome="${outcome}"} 1\n`);
  }
  expect(text).toContain('bazaar_gateway_operations_total{type="mutation",operation="",outcome="succeeded"} 1\n');
  expect(text).toContain('bazaar_gateway_operation_seconds_count{type="query",operation="Look"} 3\n');
  expect(text).toContain('bazaar_gateway_refused_total 1\n');
});

it('names that clients make up do not fill the memory', async () => {
  const metrics = new Metrics();
  const numbers = new OperationNumbers(metrics);
  const ended = (name: string) => numbers.ended(definitionOf(`query ${name} { a }`), performance.now(), { data: {} });
  for (let count = 0; count < 1_000; count += 1) ended(`Made${count}`);

  const text = await metrics.text();

  expect(text.match(/^bazaar_gateway_operation_seconds_count/gm)?.length).toBeLessThan(210);
  expect(text).toMatch(/operation_seconds_count\{type="query",operation="other"\} \d{3}\n/);
});
