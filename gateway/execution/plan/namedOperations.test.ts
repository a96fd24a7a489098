import { expect, it } from 'vitest';
import { laboratory } from '../../testing/conformance/comparison.ts';
import { sources } from '../../testing/conformance/supergraphs.ts';

/** Operations that were answered wrongly once, by ours or by the comparison. */
const operations: readonly [what: string, name: keyof typeof sources, query: string][] = [
  [
    'what fails is missed by whoever requires it, also beside the same field with other arguments',
    'shop',
    '{ search { ... on Shelf { content { freight stars weight(unit: G) postage(to: "a") } } } }',
  ],
  [
    'what fields require with different arguments is told apart, below other fields too',
    'shop',
    '{ products { postage(to: "a") letter freight bundle weight(unit: KG) stars } }',
  ],
  [
    'what is skipped outright is not asked for within what has a condition',
    'shop',
    `mutation ($yes: Boolean!) { move(n: 3) { row } rename(n: 5) @include(if: $yes) {
      maker { country @skip(if: true) { code } worst { price } } price } }`,
  ],
  [
    'an object of which conditions leave nothing is there',
    'shop',
    'query ($yes: Boolean!) { product(n: 4) { id @skip(if: $yes) } }',
  ],
  [
    'mutations run in their order, in fragments too',
    'shop',
    'mutation ($yes: Boolean!) { ...F restock(n: 5) } fragment F on Mutation { a: count(n: 1) @include(if: $yes) move(n: 5) { label } count(n: 2) }',
  ],
  [
    'what one type of an interface object requires keeps nothing from the others',
    'media',
    '{ medium { raters { name } ... on Book { title ageOf year pages } } }',
  ],
  [
    'types of an interface object may ask for other things under one key',
    'media',
    `{ rated { ...BookFirst ...FilmFirst } best { ...FilmFirst ...BookFirst } }
      fragment BookFirst on Book { raters(first: 1) { name } } fragment FilmFirst on Film { raters(first: 3) { name } }`,
  ],
  [
    'fragments that overlap are not given to subgraphs by name',
    'shop',
    `{ search { ...G } } fragment A on Shelf { label } fragment B on Shelf { row }
      fragment C on Found { ... on Product { title } ...A ...B } fragment E on Found { ...D }
      fragment D on Found { ... on Shelf { label } ... on Shelf { row } }
      fragment F on Found { ... on Shelf { row } ... on Shelf { label } }
      fragment G on Found { ... on Product { freight } ...C ...E ...F }`,
  ],
];

it.each(operations)('%s', async (_what, name, query) => {
  const lab = laboratory(sources[name]);
  const generated = { query, variables: { yes: true } };
  const prepared = lab.prepare(generated);
  if (!prepared) throw new Error('not valid');
  for (const manner of ['sound', 'failing'] as const) {
    const [ours, whole] = [await lab.ours(prepared, generated, manner), await lab.whole(prepared, generated, manner)];
    expect([ours.data, ours.ran]).toEqual([whole.data, whole.ran]);
  }
});
