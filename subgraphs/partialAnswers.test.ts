import { readFileSync } from 'node:fs';
import { buildASTSchema, isNonNullType, parse } from 'graphql';
import { expect, it } from 'vitest';

const publicSchema = buildASTSchema(parse(readFileSync('gateway/supergraph.graphql', 'utf8')), { assumeValid: true });

it('one subgraph that is away takes no other part of a query with it', () => {
  const fields = Object.values(publicSchema.getQueryType()?.getFields() ?? {});
  const isPublic = ({ astNode }: (typeof fields)[number]) =>
    !astNode?.directives?.some(({ name }) => name.value === 'inaccessible');
  const erasing = fields.filter((field) => isPublic(field) && isNonNullType(field.type)).map(({ name }) => name);

  expect(fields.length).toBeGreaterThan(5);
  expect(erasing).toEqual([]);
});
