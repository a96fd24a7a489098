import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { testChromium } from '#testing/chromium.ts';
import { type Shop, startShop } from '#testing/shop.ts';
import { openConsole } from './consolePage.ts';
import { payOrder, placeOrder, setEventAside, signedIn } from './happenings.ts';

let shop: Shop;
let url: string;
beforeAll(async () => {
  shop = await startShop();
  url = `${shop.explorerUrl}console`;
});
afterAll(() => shop?.dispose());

it('a developer sees an order pass through the shop, its mail, and a dead letter that comes again', async () => {
  const console = await openConsole(testChromium(), url);
  try {
    await console.signIn();
    await console.line('live');
    await console.says('Health', 'all 9 parts are up');
    const alice = await signedIn(shop, 'alice');
    const paidBefore = await vi.waitFor(() => countedAt('PAID'));

    const orderId = await placeOrder(alice);
    await console.page.getByRole('searchbox').fill(orderId);
    await console.says('Events', 'OrderPlaced');
    await console.says('Events', 'OrderAwaitingPayment');
    await payOrder(alice, orderId);
    await console.says('Events', 'OrderPaid');
    await vi.waitFor(async () => expect(await countedAt('PAID')).toBe(paidBefore + 1), { timeout: 10_000 });
    await console.says('Mails', 'alice@bazaar.example');

    await console.says('Dead letters', 'No dead letters.');
    await setEventAside(shop, orderId);
    await console.section('Dead letters').getByRole('button', { name: 'Replay' }).click();
    await console.confirm('Replay');
    await console.says('Dead letters', '1 event sent to email again.');
    await console.says('Events', 'replayed');
    await console.says('Dead letters', 'No dead letters.');
    expect(console.complaints).toEqual([]);
  } finally {
    await console.close();
  }

  async function countedAt(status: string): Promise<number> {
    const count = await console.countAt(status);
    expect(count).not.toBeNaN();
    return count;
  }
});
