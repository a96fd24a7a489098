import { readFileSync } from 'node:fs';
import { buildASTSchema, isNonNullType, parse } from 'graphql';
import { expect, it } from 'vitest';

const publicSchema = buildASTSchema(parse(readFileSync('gateway/supergraph.graphql', 'utf8')), { assumeValid: true });

it('one subgraph that is away takes no other part of a query with it', () => {
  const fields = Object.values(publicSchema.getQueryType()?.getFields() ?? {});
  const erasing = fields.filter(({ type }) => isNonNullType(type)).map(({ name }) => name);

  expect(fields.length).toBeGreaterThan(5);
  expect(erasing).toEqual([]);
});
