import { expect, it, onTestFinished } from 'vitest';
import { ShopDoor } from './shopDoor.ts';
import { fakeShop, hangsUp, says } from './testing/fakeShop.ts';

const question = { document: '{ shopTime }', variables: { key: 'the same' } };
const failed = (retryable: boolean) =>
  says({ data: null, errors: [{ message: 'no', extensions: { code: 'X', reason: 'Y', retryable } }] });
const fine = says({ data: { shopTime: 'now' } });
const patience = () => ({ tries: 5, signal: new AbortController().signal });

function doorTo(...urls: readonly string[]): ShopDoor {
  const door = new ShopDoor(urls);
  onTestFinished(() => door.close());
  return door;
}

it('asks again, and the same, while there is no answer', async () => {
  const { url, asked } = await fakeShop(hangsUp, failed(true), (response) => void response.end('<html>'), fine);

  expect(await doorTo(url).askPatiently(question, patience())).toEqual({ kind: 'answered', data: { shopTime: 'now' } });
  expect(new Set(asked.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(asked).toHaveLength(4);
});

it('takes a decision for an answer', async () => {
  const { url, asked } = await fakeShop(failed(false));

  expect(await doorTo(url).askPatiently(question, patience())).toEqual({ kind: 'refused', code: 'X', reason: 'Y' });
  expect(asked).toHaveLength(1);
});

it('gives up at last, and at once when the customer goes home', async () => {
  const { url, asked } = await fakeShop(failed(true));
  const door = doorTo(url);

  expect(await door.askPatiently(question, { ...patience(), tries: 2 })).toEqual({ kind: 'unanswered' });
  expect(asked).toHaveLength(2);
  expect(await door.askPatiently(question, { tries: 9, signal: AbortSignal.abort() })).toEqual({ kind: 'unanswered' });
  expect(asked).toHaveLength(3);
});

it('goes to the gateways by turns', async () => {
  const [one, other] = [await fakeShop(fine), await fakeShop(fine)];
  const door = doorTo(one.url, other.url);

  for (let turn = 0; turn < 4; turn += 1) await door.ask(question);

  expect([one.asked.length, other.asked.length]).toEqual([2, 2]);
});
