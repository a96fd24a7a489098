import { replicaSetUri } from '../../mongod/replicaSet.ts';
import { calleeOf, calleesOf, type Place } from './memberTable.ts';
import { type LinkProxy, startProxy } from './proxy.ts';
import { kafkaAddress, textAddress } from './rewrite.ts';

/** Ports of what is outside of the shop. */
export type Outside = {
  readonly mongod: number;
  readonly kafka: number | undefined;
  readonly smtp: number;
  readonly provider: number;
};

type Variables = Record<string, string>;

/**
 * A proxy for everything that one member talks to.
 *
 * @returns the variables that lead the member over them.
 */
export async function linksOf(
  place: Place,
  places: readonly Place[],
  outside: Outside,
): Promise<{ proxies: readonly LinkProxy[]; variables: Variables }> {
  const proxies: LinkProxy[] = [];
  const through = async (callee: string, port: number, address?: typeof textAddress): Promise<number> => {
    const proxy = await startProxy({ name: `${place.member}→${callee}`, port, ...(address && { address }) });
    proxies.push(proxy);
    return proxy.port;
  };
  const variables: Variables = { MONGODB_URI: replicaSetUri(await through('mongod', outside.mongod, textAddress)) };
  if (outside.kafka) variables['KAFKA_BROKERS'] = local(await through('kafka', outside.kafka, kafkaAddress));
  if (place.service === 'email') variables['SMTP_PORT'] = String(await through('smtp', outside.smtp));
  if (place.service === 'payments') {
    variables['STRIPE_API_URL'] = `http://${local(await through('provider', outside.provider))}`;
  }
  const urls: [string, string][] = [];
  for (const service of calleesOf(place.service)) {
    const callee = calleeOf(place, service, places);
    urls.push([service, `http://${local(await through(callee.member, callee.port))}/graphql`]);
  }
  return { proxies, variables: { ...variables, ...urlVariables(place, urls) } };
}

const local = (port: number): string => `127.0.0.1:${port}`;

function urlVariables({ service }: Place, urls: readonly [string, string][]): Variables {
  if (service === 'gateway') return { SUBGRAPH_URLS: urls.map(([name, url]) => `${name}=${url}`).join(',') };
  return Object.fromEntries(urls.map(([name, url]) => [`${name.toUpperCase()}_URL`, url]));
}
