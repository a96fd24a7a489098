import { readdirSync, readFileSync } from 'node:fs';
import { type DefinitionNode, Kind, type OperationDefinitionNode, parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defaultLimits } from '../execution/limits.ts';
import { check } from '../execution/prepare.ts';
import { buildSnapshot } from '../execution/snapshot.ts';
import { readSource } from '../planning/supergraphSource.ts';
import { shopStory } from '../shop/story.ts';
import { protectionVariables } from './variables.ts';

const at = (path: string) => new URL(`../../${path}`, import.meta.url);
const textOf = (path: string) => readFileSync(at(path), 'utf8');
const shop = buildSnapshot(readSource(textOf('gateway/supergraph.graphql')));
const { OPERATION_COST_MAX: most } = z.object(protectionVariables).parse({});

function refuse(error: Error): void {
  throw error;
}

function costOf(query: string, variables: Readonly<Record<string, unknown>> = {}): number {
  const operation = { query, operationName: undefined, variables };
  return check(shop, operation, { limits: defaultLimits, introspection: true }).costOf(variables, refuse);
}

const isOperation = (node: DefinitionNode): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION;

/** Each with the fragments beside it. */
function operationsIn(text: string): string[] {
  const { definitions } = parse(text);
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map(print);
  return definitions.filter(isOperation).map((operation) => [print(operation), ...fragments].join('\n'));
}

const pages = [
  'README.md',
  // The operations of extending.md are for a subgraph that its reader adds; tests/e2e/scaffold.test.ts sends them.
  ...readdirSync(at('docs/')).flatMap((file) => (/(?<!extending)\.md$/.test(file) ? [`docs/${file}`] : [])),
];
const documented = pages.flatMap((page) =>
  [...textOf(page).matchAll(/^```graphql\n(.*?)^```/gms)]
    .flatMap(([, block = '']) => operationsIn(block))
    .map((query) => ({ page, query })),
);
const readyMade = shopStory('/graphql', undefined).chapters.flatMap(({ operations }) => [...operations]);

describe("the shop's lists count as long as they are asked for", () => {
  it.each([
    ['{ products(first: 100) { nodes { id } } }', 101],
    ['{ products { nodes { id } } }', 21],
    ['{ products(last: 2) { edges { node { id } } } }', 5],
    ['{ products(first: 2, search: "mug") { nodes { id } } }', 23],
    ['{ products(first: 10) { nodes { related(first: 3) { id } } } }', 41],
    ['{ myOrders(first: 5) { nodes { id } pageInfo { hasNextPage } } }', 7],
    ['{ topOf: salesReport(from: "2030-01-01T00:00:00Z", to: "2030-02-01T00:00:00Z") { topProducts { units } } }', 210],
  ])('%s', (query, cost) => {
    expect(costOf(query)).toBe(cost);
  });

  it('so that pages of pages of pages are too much', () => {
    const query = '{ products(first: 100) { nodes { related(first: 100) { related(first: 100) { id } } } } }';
    expect(costOf(query)).toBeGreaterThan(Number(most));
  });

  it('and each of them says how long that is', () => {
    const connections = Object.values(shop.schema.getTypeMap()).flatMap((type) =>
      'getFields' in type
        ? Object.values(type.getFields())
            .filter((field) => 'args' in field && String(field.type).endsWith('Connection'))
            .map(({ name }) => `${type.name}.${name}`)
        : [],
    );
    expect(connections).not.toHaveLength(0);
    expect(connections.filter((coordinate) => !shop.costs.listSizeOf(coordinate))).toEqual([]);
  });
});

describe('what everybody is shown stays well within what an operation may cost:', () => {
  it.each(documented)('$page $query', ({ query }) => {
    expect(costOf(query)).toBeLessThan(Number(most) / 2);
  });

  it.each(readyMade)('the explorer: $id', ({ document, variables }) => {
    expect(costOf(document, variables)).toBeLessThan(Number(most) / 2);
  });
});
