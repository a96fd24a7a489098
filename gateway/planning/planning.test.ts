import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { buildSnapshot } from '../execution/snapshot.ts';
import { makePlanning, planHere } from './planning.ts';

const snapshot = buildSnapshot(readFileSync(new URL('../supergraph.graphql', import.meta.url), 'utf8'));
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

function read(text: string) {
  const document = parse(text);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('no operation');
  return { document, operation };
}

const SMALL = read('query Small { products(first: 2) { nodes { id title } } }');
/** Fragments that double at every level: under 1,000 characters, seconds of planning. */
const levels = Array.from(
  { length: 12 },
  (_, i) => `fragment F${i} on ProductPage { a${i}: nodes { ...P } ...F${i + 1} b${i}: nodes { ...P ...P } }`,
);
void levels;
const HOSTILE = read(`query Hostile { products(first: 1) { ...N0 } }
  ${Array.from({ length: 14 }, (_, i) => `fragment N${i} on ProductPage { a${i}: nodes { id seller { id } } ...N${i + 1} ... on ProductPage { ...N${i + 1} } }`).join(' ')}
  fragment N14 on ProductPage { nodes { id } }`);

describe('planning', () => {
  it('of a large operation gives the same plan on a thread of its own', async () => {
    const makePlan = makePlanning({ asideFrom: 0, timeoutMs: 20_000 }, (stop) => stops.push(stop));
    const plan = await makePlan(snapshot, SMALL.document, SMALL.operation);
    expect(plan).toEqual(JSON.parse(JSON.stringify(planHere(snapshot, SMALL.document, SMALL.operation))));
  });

  it('of a small one happens at once', () => {
    const makePlan = makePlanning({ asideFrom: 200, timeoutMs: 1 }, (stop) => stops.push(stop));
    expect(makePlan(snapshot, SMALL.document, SMALL.operation)).not.toBeInstanceOf(Promise);
  });

  it('of a hostile one ends in time, keeps nobody else waiting, and the next is planned again', async () => {
    const makePlan = makePlanning({ asideFrom: 10, timeoutMs: 200 }, (stop) => stops.push(stop));
    let longest = 0;
    let last = performance.now();
    const ticking = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);

    const hostile = Promise.resolve(makePlan(snapshot, HOSTILE.document, HOSTILE.operation));
    await expect(hostile).rejects.toMatchObject({ code: 'BAD_USER_INPUT', reason: 'PLANNING_TIMEOUT' });
    clearInterval(ticking);

    const again = makePlanning({ asideFrom: 0, timeoutMs: 20_000 }, (stop) => stops.push(stop));
    expect(await again(snapshot, SMALL.document, SMALL.operation)).toHaveProperty('node');
    expect(longest).toBeLessThan(1_000);
  });
});
