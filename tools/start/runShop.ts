import { join } from 'node:path';
import { failToStart, stopOnSignals } from '#kernel/lifecycle.ts';
import { portOffsets } from '#subgraphs/directory.ts';
import { hasKeys, writeNewKeys } from '../environment/keyFolder.ts';
import { startMailPreview } from '../mailPreview/startMailPreview.ts';
import { findMongod } from '../mongod/findMongod.ts';
import { runMongod } from '../mongod/runMongod.ts';
import { type Claim, claimFolder } from '../processes/claim.ts';
import { requireFreePort } from '../processes/ports.ts';
import { sayOnStderr as say } from '../processes/progress.ts';
import { announce } from './announce.ts';
import { findServices, type ServiceEntry } from './findServices.ts';
import type { Hosted } from './host.ts';
import { openOutput } from './output.ts';
import { type ShopSettings, shopSettings, startVariables } from './settings.ts';

type Options = {
  /** Each service in a process of its own. */
  processes: boolean;
  /** Demo data, where there is none yet. */
  seed: boolean;
  /** The names in `.env`. */
  fromFile: readonly string[];
};

/** Brings the shop up and keeps it up until a signal. When a part can't start, everything is stopped again: exit code 1. */
export async function runShop(options: Options): Promise<void> {
  const startedAt = performance.now();
  const parts = new AsyncDisposableStack();
  let stopping = false;
  stopOnSignals(() => {
    stopping = true;
    return parts.disposeAsync();
  }, 'the shop');
  try {
    const settings = shopSettings(process.env);
    const hosted = await startParts(settings, options, parts);
    warnOfUnknown(options.fromFile, hosted.variables);
    announce(settings, { processes: options.processes, seconds: (performance.now() - startedAt) / 1_000 });
  } catch (error) {
    // Parts that were still starting when a signal came fail because of it; the signal's own end follows.
    if (stopping) return;
    await parts.disposeAsync();
    failToStart('the shop', error);
  }
}

async function startParts(settings: ShopSettings, options: Options, parts: AsyncDisposableStack): Promise<Hosted> {
  const entries = await findServices();
  const claim = await claimFolder(join(settings.dir, 'shop'));
  parts.defer(claim.release);
  for (const { name, port } of portsOf(entries, settings)) await requireFreePort(port, name);
  if (!settings.production && !hasKeys(settings.keysDir)) writeNewKeys(settings.keysDir);
  await Promise.all([startMongod(settings, parts), startMails(settings, parts)]);
  const hosted = await hostServices(entries, settings, options, claim);
  parts.defer(hosted.stop);
  return hosted;
}

/** All but mongod's, which may still be held by a leftover that is ended there. */
function portsOf(entries: readonly ServiceEntry[], { portBase, mailPreview }: ShopSettings) {
  const mails = [
    { name: 'mail preview', port: portBase + portOffsets.mailPage },
    { name: 'mail preview', port: portBase + portOffsets.smtp },
  ];
  const own = entries.map(({ name, portOffset }) => ({ name, port: portBase + portOffset }));
  return mailPreview ? [...own, ...mails] : own;
}

async function startMongod({ mongodbUri, dir, portBase }: ShopSettings, parts: AsyncDisposableStack): Promise<void> {
  if (mongodbUri !== undefined) return;
  const binary = await findMongod(process.env, say);
  const running = await runMongod({ binary, dir: join(dir, 'mongod'), port: portBase + portOffsets.mongod, say });
  parts.defer(running.stop);
  process.env['MONGODB_URI'] = running.uri;
}

async function startMails(
  { mailPreview, dir, host, portBase }: ShopSettings,
  parts: AsyncDisposableStack,
): Promise<void> {
  if (!mailPreview) return;
  const ports = { pagePort: portBase + portOffsets.mailPage, smtpPort: portBase + portOffsets.smtp };
  const preview = await startMailPreview({ dir: join(dir, 'mails'), host, ...ports });
  parts.defer(preview.stop);
}

async function hostServices(
  entries: readonly ServiceEntry[],
  settings: ShopSettings,
  { processes }: Options,
  { noteChild }: Claim,
) {
  const output = await openOutput(settings.production ? 'production' : 'development');
  if (processes) {
    const { hostInProcesses } = await import('./inProcesses.ts');
    return hostInProcesses(entries, { ...settings, output, say, noteChild });
  }
  const { hostInOneProcess } = await import('./inOneProcess.ts');
  return hostInOneProcess(entries, settings.logLevel, output);
}

/** A misspelt name is otherwise silently without effect. */
function warnOfUnknown(fromFile: readonly string[], known: readonly string[]): void {
  if (known.length === 0) return;
  const all = new Set([...known, ...Object.keys(startVariables.shape)].flatMap((name) => [name, `${name}_FILE`]));
  const unknown = fromFile.filter((name) => !all.has(name));
  if (unknown.length > 0) say(`.env sets variables that nobody reads: ${unknown.join(', ')}`);
}
