/** Groups of an IPv6 address that name a network: its owner has all addresses behind them. */
const NETWORK_GROUPS = 4;

/** What counts as one source of requests: an IPv4 address, or the /64 network of an IPv6 address. */
export function sourceOf(address: string | undefined): string {
  if (!address) return 'unknown';
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  if (isMapped(left, right)) return ipv4Of(right);
  const groups = tail === undefined ? left : [...left, ...zeros, ...right];
  return groups
    .slice(0, NETWORK_GROUPS)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** An IPv4 address in IPv6 clothes (RFC 4291, section 2.5.5.2): all of them lie in one /64. */
const isMapped = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === 0 && right.length === (right.at(-1)?.includes('.') ? 2 : 3) && right[0] === 'ffff';

function ipv4Of([, high = '', low]: readonly string[]): string {
  if (low === undefined) return high;
  const number = Number.parseInt(high, 16) * 2 ** 16 + Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.');
}
