import { expect, it } from 'vitest';
import { z } from 'zod';
import { statuses } from '#subgraphs/orders/domain/axes.ts';
import { transitions } from '#subgraphs/orders/domain/transitions.ts';

const way = z.object({ from: z.string(), to: z.string(), step: z.string() });
const orderMap = z.object({ statusNames: z.array(z.string()), ways: z.array(way) });

/** The page is plain JavaScript for browsers. */
const drawn = async () => orderMap.parse(await import(new URL('./page/orderMap.js', import.meta.url).href));

it('the console draws every status of an order, and every way between them', async () => {
  const { statusNames, ways } = await drawn();

  const real = transitions.flatMap(({ from, to, step }) =>
    from.filter((status) => to !== null && status !== 'NEW').map((status) => ({ from: status, to, step })),
  );
  expect(statusNames.toSorted()).toEqual([...statuses].sort());
  expect(ways.map(inOneLine).sort()).toEqual(real.map(inOneLine).sort());
});

const inOneLine = ({ from, to, step }: { from: string; to: string | null; step: string }) => `${from} ${step} ${to}`;
