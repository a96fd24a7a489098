import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** The part of a request that tells where it comes from. */
export type Incoming = {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/** The address of the client that sent a request, as far as it is known. */
export type AddressOf = (request: Incoming) => string | undefined;

/** An address or a network in CIDR notation, taken apart. */
export type Network = { readonly address: string; readonly prefix: number; readonly family: 'ipv4' | 'ipv6' };

/** Undefined for what is neither an address nor a network. */
export function networkOf(text: string): Network | undefined {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return undefined;
  const longest = version === 4 ? 32 : 128;
  const prefix = bits === undefined ? longest : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
  return prefix <= longest ? { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' } : undefined;
}

/**
 * Who connects is the client, unless it is one of our proxies: these add whom they speak for at the end of
 * `X-Forwarded-For`, so it is read from there. What stands before the first address that is no proxy of ours is the
 * client's own claim, and worth nothing.
 */
export function makeAddressOf(trustedProxies: readonly Network[]): AddressOf {
  const trusted = new BlockList();
  for (const { address, prefix, family } of trustedProxies) trusted.addSubnet(address, prefix, family);
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');

  // Nobody else is believed, so nothing else is read.
  if (trustedProxies.length === 0) return ({ socket }) => plain(socket.remoteAddress ?? '');
  return ({ headers, socket }) => {
    let address = plain(socket.remoteAddress ?? '');
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').reverse();
    for (const hop of forwarded.map((entry) => plain(entry.trim()))) {
      if (address === undefined || !isTrusted(address) || hop === undefined) break;
      address = hop;
    }
    return address;
  };
}

/** Clients come again. */
const known = new Map<string, string | undefined>();
const MOST_KNOWN = 1_000;

function plain(address: string): string | undefined {
  if (known.has(address)) return known.get(address);
  if (known.size >= MOST_KNOWN) known.clear();
  const text = spelt(address);
  known.set(address, text);
  return text;
}

/** One spelling: a socket for both families writes IPv4 addresses as IPv6. */
function spelt(address: string): string | undefined {
  const text = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  return isIP(text) === 0 ? undefined : text;
}
