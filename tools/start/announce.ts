import { portOffsets } from '#subgraphs/directory.ts';
import type { ShopSettings } from './settings.ts';

const LOGINS = ['admin@bazaar.example', 'alice@bazaar.example', 'bob@bazaar.example'];

type How = { processes: boolean; seconds: number };
type Settings = Pick<ShopSettings, 'portBase' | 'production' | 'mailPreview' | 'demoPassword'>;

/** Tells a person where everything is. */
export function announce({ portBase, production, mailPreview, demoPassword }: Settings, { processes, seconds }: How) {
  const at = (offset: number, path: string) => `http://localhost:${portBase + offset}${path}`;
  const forDevelopers = [
    ['explorer', at(portOffsets.gateway, '/')],
    ['console', at(portOffsets.gateway, '/console')],
  ];
  const demo = [
    ['logins', LOGINS.join(', ')],
    ['password', demoPassword],
  ];
  const rows = [
    ...(production ? [] : forDevelopers),
    ['GraphQL', `${at(portOffsets.gateway, '/graphql')} (HTTP, WebSocket, SSE, multipart)`],
    ...(mailPreview ? [['mails', at(portOffsets.mailPage, '/')]] : []),
    ...(production ? [] : demo),
  ];
  const lines = rows.map(([label = '', value = '']) => `  ${label.padEnd(10)}${value}`);
  const mode = processes ? 'each service in a process of its own' : 'all services in one process';
  console.log(`\nBazaar is ready after ${seconds.toFixed(1)} s, ${mode}.\n${lines.join('\n')}\nCtrl-C stops it.\n`);
}
