import { join } from 'node:path';
import { portOffsets } from '#subgraphs/directory.ts';
import { completeKeys } from '../environment/keyFolder.ts';
import { startMailPreview } from '../mailPreview/startMailPreview.ts';
import { findMongod } from '../mongod/findMongod.ts';
import { runMongod } from '../mongod/runMongod.ts';
import { type Claim, claimFolder } from '../processes/claim.ts';
import { requireFreePort } from '../processes/ports.ts';
import { sayOnStderr as say } from '../processes/progress.ts';
import { findServices, type ServiceEntry } from './findServices.ts';
import type { Hosted } from './host.ts';
import { openOutput } from './output.ts';
import type { ShopSettings } from './settings.ts';

type Options = {
  /** Each service in a process of its own. */
  processes: boolean;
  /** Called when the database answers and no service has seen it yet. */
  beforeServices?: (mongodbUri: string) => Promise<void>;
};

/**
 * Starts everything that the shop consists of; `parts` stops it, services first and mongod last.
 *
 * @throws AppError of the first part that can't start; the caller disposes of `parts`.
 */
export async function startShop(
  settings: ShopSettings,
  parts: AsyncDisposableStack,
  options: Options,
): Promise<Hosted> {
  const entries = await findServices();
  const claim = await claimFolder(join(settings.dir, 'shop'));
  parts.defer(claim.release);
  for (const { name, port } of portsOf(entries, settings)) await requireFreePort(port, name, settings.host);
  if (!settings.production) completeKeys(settings.keysDir);
  const host = await prepareHost(entries, settings, options.processes);
  const mongodbUri = settings.mongodbUri ?? (await startMongod(settings, parts));
  // The services read it from the environment, as they do everywhere else.
  process.env['MONGODB_URI'] = mongodbUri;
  await options.beforeServices?.(mongodbUri);
  if (settings.mailPreview) await startMails(settings, parts);
  const hosted = await host(claim);
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

async function startMongod({ dir, portBase }: ShopSettings, parts: AsyncDisposableStack): Promise<string> {
  const binary = await findMongod(process.env, say);
  const running = await runMongod({ binary, dir: join(dir, 'mongod'), port: portBase + portOffsets.mongod, say });
  parts.defer(running.stop);
  return running.uri;
}

async function startMails({ dir, host, portBase }: ShopSettings, parts: AsyncDisposableStack): Promise<void> {
  const ports = { pagePort: portBase + portOffsets.mailPage, smtpPort: portBase + portOffsets.smtp };
  const preview = await startMailPreview({ dir: join(dir, 'mails'), host, ...ports });
  parts.defer(preview.stop);
}

/** Services of this process are loaded while mongod starts. */
async function prepareHost(entries: readonly ServiceEntry[], settings: ShopSettings, processes: boolean) {
  const output = await openOutput(settings.production ? 'production' : 'development');
  if (processes) {
    const { hostInProcesses } = await import('./inProcesses.ts');
    return ({ noteChild }: Claim) => hostInProcesses(entries, { ...settings, output, say, noteChild });
  }
  const { hostInOneProcess, loadServices } = await import('./inOneProcess.ts');
  const loading = loadServices(entries);
  // It is awaited when mongod is up; failing before that must not end the process on the spot.
  loading.catch(() => undefined);
  return () => hostInOneProcess(loading, settings.logLevel, output);
}
