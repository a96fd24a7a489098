import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../execution/limits.ts';
import { check, prepare } from '../execution/prepare.ts';
import { buildSnapshot } from '../execution/snapshot.ts';
import { readSource } from '../planning/supergraphSource.ts';
import { shopStory } from './story.ts';

const supergraph = buildSnapshot(readSource(readFileSync(new URL('../supergraph.graphql', import.meta.url), 'utf8')));
const { chapters, signIn, remember, missing } = shopStory('/graphql', 'secret');
const documents = [
  ...chapters.flatMap(({ operations }) => operations.map(({ id, document }) => ({ id, document }))),
  { id: 'login', document: signIn?.login ?? '' },
  { id: 'refresh', document: signIn?.refresh ?? '' },
];

describe('the ready-made operations', () => {
  it.each(documents)('$id can be planned on the shop', async ({ document }) => {
    const operation = { query: document, operationName: undefined, variables: {} };
    const checked = check(supergraph, operation, { limits: defaultLimits, introspection: false });
    const { plan } = await prepare(supergraph, checked, {});
    expect(plan.node).toBeDefined();
  });

  it.each(chapters.flatMap(({ operations }) => [...operations]))('$id has just the variables it needs', (operation) => {
    const [definition] = parse(operation.document).definitions;
    const wanted = definition?.kind === 'OperationDefinition' ? definition.variableDefinitions : [];
    expect(Object.keys(operation.variables ?? {})).toEqual(wanted?.map(({ variable }) => variable.name.value));
  });

  it('says what to do first wherever an id is needed', () => {
    const used = [...JSON.stringify(chapters).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
    for (const name of new Set(used)) {
      if (name === 'fresh') continue;
      expect(remember).toHaveProperty([name ?? '']);
      expect(missing).toHaveProperty([name ?? '']);
    }
  });
});
