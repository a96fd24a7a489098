import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { buildSnapshot } from '../execution/snapshot.ts';
import { makePlanning, planHere } from './planning.ts';
import { readSource } from './supergraphSource.ts';

const snapshot = buildSnapshot(readSource(readFileSync(new URL('../supergraph.graphql', import.meta.url), 'utf8')));
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

const SMALL = read('query Small { products(first: 2) { nodes { id name } } }');
/** Some 1,300 characters, and seconds of planning: fragments that double at every level. */
const HOSTILE = read(`query Hostile { products { ...F0 } }
  ${Array.from({ length: 18 }, (_, i) => `fragment F${i} on ProductConnection { a${i}: nodes { id } ...F${i + 1} ... { ...F${i + 1} } }`).join(' ')}
  fragment F18 on ProductConnection { nodes { id name } }`);

describe('planning', { timeout: 60_000 }, () => {
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
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 5);

    const hostile = Promise.resolve(makePlan(snapshot, HOSTILE.document, HOSTILE.operation));
    await expect(hostile).rejects.toMatchObject({ code: 'BAD_USER_INPUT', reason: 'PLANNING_TIMEOUT' });
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan(5);

    const again = makePlanning({ asideFrom: 0, timeoutMs: 20_000 }, (stop) => stops.push(stop));
    expect(await again(snapshot, SMALL.document, SMALL.operation)).toHaveProperty('node');
  });
});
