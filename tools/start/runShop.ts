import { messageOf } from '#kernel/errors.ts';
import { sayOnStderr as say } from '../processes/progress.ts';
import { announce } from './announce.ts';
import { openTraces } from './openTraces.ts';
import { type ShopSettings, shopSettings, startVariables } from './settings.ts';
import { startShop } from './startShop.ts';
import { withParts } from './withParts.ts';

type Options = {
  /** Each service in a process of its own. */
  processes: boolean;
  /** Demo data, where there is none yet. */
  seed: boolean;
  /** Shows the trace of each request. */
  trace: boolean;
  /** The names in `.env`. */
  fromFile: readonly string[];
};

/** Brings the shop up and keeps it up until a signal. */
export function runShop({ processes, seed, trace, fromFile }: Options): Promise<void> {
  const startedAt = performance.now();
  return withParts(async (parts) => {
    const settings = shopSettings(process.env);
    const traces = trace ? await openTraces(parts) : undefined;
    const withDemo = seed && !settings.production;
    // Before the first service says that it is ready, so that whoever waits for that can sign in.
    const beforeServices = (mongodbUri: string) => (withDemo ? storeDemoData(settings, mongodbUri) : Promise.resolve());
    const shop = await startShop(settings, parts, { processes, beforeServices });
    warnOfUnknown(fromFile, shop.variables);
    if (withDemo) await makeDemoOrders(settings);
    announce(settings, { processes, seconds: (performance.now() - startedAt) / 1_000 });
    traces?.show();
  });
}

async function storeDemoData(settings: ShopSettings, mongodbUri: string): Promise<void> {
  const { seedStores } = await import('../seed/seedShop.ts');
  const { databasePrefix, demoPassword: password, startupTimeoutMs: timeoutMs } = settings;
  await seedStores({ mongodbUri, databasePrefix, password, timeoutMs });
}

/** A shop without demo orders is still a shop. */
async function makeDemoOrders({ demoPassword, gatewayUrl }: ShopSettings): Promise<void> {
  const { seedOrders } = await import('../seed/seedShop.ts');
  await seedOrders(gatewayUrl, demoPassword).catch((error: unknown) =>
    say(`the demo orders are not complete: ${messageOf(error)}`),
  );
}

/** A misspelt name is otherwise silently without effect. */
function warnOfUnknown(fromFile: readonly string[], known: readonly string[]): void {
  if (known.length === 0) return;
  const all = new Set([...known, ...Object.keys(startVariables.shape)].flatMap((name) => [name, `${name}_FILE`]));
  const unknown = fromFile.filter((name) => !all.has(name));
  if (unknown.length > 0) say(`.env sets variables that nobody reads: ${unknown.join(', ')}`);
}
