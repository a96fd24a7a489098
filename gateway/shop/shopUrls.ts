import { localUrl } from '#kernel/http.ts';
import { portOffsets } from '#subgraphs/directory.ts';

const USUAL_PORT_BASE = 4000;
const SUBGRAPHS = ['users', 'products', 'orders', 'payments', 'notifications'] as const;

/** Where the shop's subgraphs listen on this machine, when its ports were moved away from what the supergraph says. */
export const shopUrls = (portBase: number): Record<string, string> =>
  portBase === USUAL_PORT_BASE
    ? {}
    : Object.fromEntries(SUBGRAPHS.map((name) => [name, localUrl(portBase + portOffsets[name])]));
