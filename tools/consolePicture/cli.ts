import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startShop } from '#testing/shop.ts';
import { type ConsolePage, openConsole } from '../../tests/browser/consolePage.ts';
import { mailOf, payOrder, placeOrder, setEventAside, signedIn } from '../../tests/browser/happenings.ts';
import { findChromium } from '../chromium/findChromium.ts';
import { readOptions } from '../environment/readOptions.ts';
import { projectRoot } from '../paths.ts';
import { sayOnStderr } from '../processes/progress.ts';

const DIR = 'docs/pictures';
const USAGE = `npm run docs:console [-- --dir FOLDER]
Starts a shop, lets a few things happen in it, and takes the pictures of its console for the documentation:
light, dark, and on a phone.

  --dir    where the pictures go (${DIR})
  --help   this`;

const LOOKS = [
  { name: 'console', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { name: 'console-dark', colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  { name: 'console-phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

const { dir } = readOptions(USAGE, { dir: { type: 'string', default: join(projectRoot, DIR) } });
mkdirSync(dir, { recursive: true });
const chromium = await findChromium(process.env, sayOnStderr);
sayOnStderr('starting a shop …');
const shop = await startShop();
try {
  const alice = await signedIn(shop, 'alice');
  const [first, second] = [await placeOrder(alice), await placeOrder(alice), await placeOrder(alice)];
  for (const orderId of [first, second]) await payOrder(alice, orderId);
  await mailOf(shop, first);
  await setEventAside(shop, first);
  for (const look of LOOKS) await take(look);
} finally {
  await shop.dispose();
}

async function take({ name, ...look }: (typeof LOOKS)[number]): Promise<void> {
  const path = join(dir, `${name}.png`);
  sayOnStderr(`taking ${path} …`);
  const console = await openConsole(chromium, `${shop.explorerUrl}console`, look);
  try {
    await console.signIn();
    await settle(console);
    await console.page.screenshot({ path, fullPage: true });
  } finally {
    await console.close();
  }
}

async function settle(console: ConsolePage): Promise<void> {
  await console.line('live');
  await console.says('Health', 'all 9 parts are up');
  await console.says('Events', 'OrderPaid');
  await console.says('Dead letters', 'TypeError');
  await console.says('Mails', 'is confirmed');
  await console.countAt('PAID');
  await console.says('Clock', 'the same as real time');
}
