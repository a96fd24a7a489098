import { localUrl } from '#kernel/http.ts';
import { portOffsets, subgraphNames } from '#subgraphs/directory.ts';

const USUAL_PORT_BASE = 4000;

export type ShopService = (typeof subgraphNames)[number];

/** Where one of them listens on this machine. */
export const serviceUrl = (portBase: number, name: ShopService): string => localUrl(portBase + portOffsets[name]);

/** Where the shop's subgraphs listen on this machine, when its ports were moved away from what the supergraph says. */
export const shopUrls = (portBase: number): Record<string, string> =>
  portBase === USUAL_PORT_BASE
    ? {}
    : Object.fromEntries(subgraphNames.map((name) => [name, serviceUrl(portBase, name)]));
