import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { testChromium } from '#testing/chromium.ts';
import { DEMO_PASSWORD, type Shop, startShop } from '#testing/shop.ts';
import { type ConsolePage, openConsole } from './consolePage.ts';
import { mailOf, payOrder, placeOrder, setEventAside, signedIn } from './happenings.ts';

const patience = { timeout: 10_000 };

let shop: Shop;
let url: string;
beforeAll(async () => {
  shop = await startShop();
  url = `${shop.explorerUrl}console`;
});
afterAll(() => shop?.dispose());

async function opened(options?: Parameters<typeof openConsole>[2]): Promise<ConsolePage> {
  const console = await openConsole(testChromium(), url, options);
  onTestFinished(console.close);
  return console;
}

async function signedInConsole(options?: Parameters<typeof openConsole>[2]): Promise<ConsolePage> {
  const console = await opened(options);
  await console.signIn();
  await console.line('live');
  return console;
}

it('a developer sees an order pass through the shop, its mail, and a dead letter that comes again', async () => {
  const console = await signedInConsole();
  await console.says('Health', 'all 9 parts are up');
  await console.says('Lag', 'mails waiting');
  // The demo orders are on their way when the shop begins to serve, and each is PAID for a moment.
  await vi.waitFor(async () => expect(await console.countAt('DELIVERED')).toBe(2), patience);
  const paidBefore = await console.countAt('PAID');
  const alice = await signedIn(shop, 'alice');

  const orderId = await placeOrder(alice);
  await console.page.getByRole('searchbox').fill(orderId);
  await console.says('Events', 'OrderPlaced');
  await console.says('Events', 'OrderAwaitingPayment');
  await payOrder(alice, orderId);
  await console.says('Events', 'OrderPaid');
  await vi.waitFor(async () => expect(await console.countAt('PAID')).toBe(paidBefore + 1), patience);
  await console.says('Mails', await mailOf(shop, orderId));

  await console.says('Dead letters', 'No dead letters.');
  await setEventAside(shop, orderId);
  await console.says('Dead letters', 'TypeError');
  await console.section('Dead letters').getByRole('button', { name: 'Replay' }).click();
  await console.confirm('Replay');
  await console.says('Dead letters', '1 event sent to email again.');
  await console.says('Events', 'replayed');
  await console.says('Dead letters', 'No dead letters.');
  expect(console.complaints).toEqual([]);
});

it('a developer moves the clock, once asked, and an unpaid order expires', async () => {
  const console = await signedInConsole();
  const expiredBefore = await console.countAt('EXPIRED');
  const orderId = await placeOrder(await signedIn(shop, 'bob'));
  await console.page.getByRole('searchbox').fill(orderId);
  await console.says('Events', 'OrderAwaitingPayment');
  await console.says('Clock', 'the same as real time');

  await console.page.getByRole('button', { name: '+ 16 min' }).click();
  await console.confirm('Cancel');
  await console.page.getByRole('button', { name: '+ 16 min' }).click();
  await console.confirm('Move it');

  await console.says('Clock', 'The clock was moved by 16 min.');
  await console.says('Clock', '16 min ahead of real time');
  await console.says('Events', 'OrderExpired');
  await vi.waitFor(async () => expect(await console.countAt('EXPIRED')).toBe(expiredBefore + 1), patience);
  await console.page.locator('[data-status=EXPIRED]').press('Enter');
  await console.section('Orders').getByTitle(orderId).click();
  await console.page.locator('#timeline', { hasText: 'The order was placed' }).waitFor();
  expect(console.complaints).toEqual([]);
});

it('it is for admins, and forgets them', async () => {
  const console = await opened();
  const { page } = console;
  await page.getByLabel('E-mail').fill('alice@bazaar.example');
  await page.getByLabel('Password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').getByText('this needs the role admin').waitFor();
  expect(await console.section('Health').isVisible()).toBe(false);

  await console.signIn();
  await page.reload();
  await console.section('Health').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in as an admin' }).waitFor();

  expect(await page.evaluate('sessionStorage.length')).toBe(0);
});

it('it fits a phone, in the dark', async () => {
  const viewport = { width: 390, height: 844 };
  const console = await signedInConsole({ viewport, colorScheme: 'dark' });
  await console.says('Health', 'all 9 parts are up');

  const { page } = console;
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
  const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
  expect(ground).toBe('rgb(18, 22, 30)');
  const { width, height } = (await page.locator('svg.orders').boundingBox()) ?? { width: 0, height: 0 };
  expect(height).toBeGreaterThan(width);
});

it('it says when the gateway is away, and goes on when it is back', async () => {
  const console = await signedInConsole();

  await shop.stop();
  await console.line('reconnecting');
  await console.says('Health', 'What follows is how things were.');
  await shop.start();

  await console.line('live');
  await console.says('Health', 'all 9 parts are up');
  await console.page.getByText('What follows is how things were.').waitFor({ state: 'hidden' });
});
