import type { Express } from 'express';
import type { Transport } from '#events/transport/transport.ts';
import { localUrl } from '#kernel/http.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import { portOffsets, subgraphNames, workerNames } from '#subgraphs/directory.ts';
import type { Identity } from '../../identity.ts';
import { serviceUrl } from '../shopUrls.ts';
import { consolePages } from './consolePages.ts';
import { EventFeed } from './eventFeed.ts';
import { readCaughtMails } from './mails.ts';
import { makeLookAtParts, type Part } from './parts.ts';

type Urls = Readonly<Record<string, readonly string[]>>;

type Config = {
  readonly PORT_BASE: number;
  readonly SUBGRAPH_URLS: Urls;
  readonly WORKER_URLS: Urls;
  readonly MAIL_PREVIEW_URL?: string | undefined;
};

/** The console of a shop whose parts are where `config` says. Nothing is asked before somebody looks. */
export function openConsole(
  config: Config,
  { identity, transport }: { identity: Pick<Identity, 'identify' | 'watch'>; transport: Transport },
  { health, metrics, signal }: Scope,
): Express {
  const parts = partsOf(config);
  const previewUrl = config.MAIL_PREVIEW_URL ?? localUrl(config.PORT_BASE + portOffsets.mailPage, '/');
  return consolePages({
    identity,
    feed: new EventFeed(transport),
    lookAtParts: makeLookAtParts(parts, { health, metrics }),
    readMails: () => readCaughtMails(previewUrl),
    signal,
  });
}

function partsOf({ PORT_BASE, SUBGRAPH_URLS, WORKER_URLS }: Config): Part[] {
  const at = (name: string, kind: Part['kind'], urls: readonly string[]) =>
    urls.map((url) => ({ name, kind, origin: new URL(url).origin }));
  return [
    ...subgraphNames.flatMap((name) => at(name, 'subgraph', SUBGRAPH_URLS[name] ?? [serviceUrl(PORT_BASE, name)])),
    ...workerNames.flatMap((name) =>
      at(name, 'worker', WORKER_URLS[name] ?? [localUrl(PORT_BASE + portOffsets[name])]),
    ),
  ];
}
