import { portOffsets } from '#subgraphs/directory.ts';
import type { ShopSettings } from './settings.ts';

const LOGINS = ['admin@bazaar.example', 'alice@bazaar.example', 'bob@bazaar.example'];

type How = { processes: boolean; seconds: number };

/** Tells a person where everything is. */
export function announce(
  { portBase, production, mailPreview, demoPassword }: ShopSettings,
  { processes, seconds }: How,
) {
  const at = (offset: number, path: string) => `http://localhost:${portBase + offset}${path}`;
  const rows = [
    ['explorer', at(portOffsets.gateway, '/')],
    ...(production ? [] : [['console', at(portOffsets.gateway, '/console')]]),
    ['GraphQL', `${at(portOffsets.gateway, '/graphql')} (HTTP, WebSocket, SSE, multipart)`],
    ...(mailPreview ? [['mails', at(portOffsets.mailPage, '/')]] : []),
    ...(production
      ? []
      : [
          ['logins', LOGINS.join(', ')],
          ['password', demoPassword],
        ]),
  ];
  const lines = rows.map(([label = '', value = '']) => `  ${label.padEnd(10)}${value}`);
  const mode = processes ? 'each service in a process of its own' : 'all services in one process';
  console.log(`\nBazaar is ready after ${seconds.toFixed(1)} s, ${mode}.\n${lines.join('\n')}\nCtrl-C stops it.\n`);
}
