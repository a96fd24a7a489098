import { messageOf } from '#kernel/errors.ts';
import { sayOnStderr as say } from '../processes/progress.ts';
import { announce } from './announce.ts';
import { type ShopSettings, shopSettings, startVariables } from './settings.ts';
import { type Shop, startShop } from './startShop.ts';
import { withParts } from './withParts.ts';

type Options = {
  /** Each service in a process of its own. */
  processes: boolean;
  /** Demo data, where there is none yet. */
  seed: boolean;
  /** The names in `.env`. */
  fromFile: readonly string[];
};

/** Brings the shop up and keeps it up until a signal. */
export function runShop({ processes, seed, fromFile }: Options): Promise<void> {
  const startedAt = performance.now();
  return withParts(async (parts) => {
    const settings = shopSettings(process.env);
    const shop = await startShop(settings, parts, { processes });
    warnOfUnknown(fromFile, shop.variables);
    if (seed && !settings.production) await bringDemoData(settings, shop);
    announce(settings, { processes, seconds: (performance.now() - startedAt) / 1_000 });
  });
}

/** A shop without demo data is still a shop. */
async function bringDemoData({ databasePrefix, demoPassword, gatewayUrl }: ShopSettings, { mongodbUri }: Shop) {
  const { seedShop } = await import('../seed/seedShop.ts');
  await seedShop({ mongodbUri, databasePrefix, gatewayUrl, password: demoPassword }).catch((error: unknown) =>
    say(`the demo data is not complete: ${messageOf(error)}`),
  );
}

/** A misspelt name is otherwise silently without effect. */
function warnOfUnknown(fromFile: readonly string[], known: readonly string[]): void {
  if (known.length === 0) return;
  const all = new Set([...known, ...Object.keys(startVariables.shape)].flatMap((name) => [name, `${name}_FILE`]));
  const unknown = fromFile.filter((name) => !all.has(name));
  if (unknown.length > 0) say(`.env sets variables that nobody reads: ${unknown.join(', ')}`);
}
