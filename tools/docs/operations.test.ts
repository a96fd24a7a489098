import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { type DocumentNode, Kind, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { projectRoot } from '../paths.ts';

/** Its subgraph is made while `tests/e2e/scaffold.test.ts` follows the page. */
const ELSEWHERE = 'docs/extending.md';

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8');
const pages = ['README.md', ...globSync('docs/*.md', { cwd: projectRoot })].filter((page) => page !== ELSEWHERE);
const blocks = pages.flatMap((page) =>
  [...read(page).matchAll(/^```graphql\n(.*?)^```$/gms)].map(([, text = '']) => ({ page, text })),
);

/** Each by itself: a block may show several. */
const operationsIn = (text: string): DocumentNode[] =>
  parse(text)
    .definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((definition) => ({ kind: Kind.DOCUMENT, definitions: [definition] }));

it('each operation that the docs show is one of the API', () => {
  const api = Supergraph.build(read('gateway/supergraph.graphql')).apiSchema().toGraphQLJSSchema();
  const shown = blocks.flatMap(({ page, text }) => operationsIn(text).map((document) => ({ page, document })));

  const complaints = shown.flatMap(({ page, document }) =>
    validate(api, document).map(({ message }) => `${page}: ${message}`),
  );

  expect(complaints).toEqual([]);
  expect(shown.length).toBeGreaterThan(50);
});
