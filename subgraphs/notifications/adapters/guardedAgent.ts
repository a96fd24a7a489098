import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent } from 'undici';

/** Networks that are nobody's public address (IANA special-purpose registries), and could be our own. */
const NETWORKS: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // Above all IPv4 addresses in the clothes that IPv6 has, or had, for them.
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 63],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
];

const blocked = new BlockList();
for (const [network, bits] of NETWORKS) blocked.addSubnet(network, bits, network.includes(':') ? 'ipv6' : 'ipv4');

/** An IPv4 address in IPv6 clothes is checked as what it is. */
export const isPrivateAddress = (address: string): boolean =>
  blocked.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Told apart from other failures: trying again would not help. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';
}

const TIMEOUT_MS = 10_000;

/**
 * Connections to places that users name. The address is checked when it is connected to, not before: a name may point
 * elsewhere a moment later. Redirects are not followed, so they lead nowhere either.
 */
export const makeGuardedAgent = ({ allowPrivate }: { allowPrivate: boolean }): Agent =>
  new Agent({
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    keepAliveTimeout: 1_000,
    connect: { timeout: TIMEOUT_MS, ...(!allowPrivate && { lookup: publicLookup }) },
  });

const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '');
    const refused = addresses.find(({ address }) => isPrivateAddress(address));
    if (refused) return callback(new PrivateAddress(`${hostname} is a private address`), '');
    const [first] = addresses;
    if (options.all) return callback(null, addresses);
    callback(null, first?.address ?? '', first?.family);
  });
};

/** Node connects to an address that is written out without looking it up. @throws PrivateAddress. */
export function requirePublic(url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isPrivateAddress(host)) throw new PrivateAddress(`${host} is a private address`);
}
