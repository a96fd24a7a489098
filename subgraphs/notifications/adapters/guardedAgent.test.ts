import { describe, expect, it } from 'vitest';
import { isPrivateAddress, PrivateAddress, requirePublic } from './guardedAgent.ts';

describe('addresses that users may name', () => {
  it.each([
    ['0.0.0.0', 'this host'],
    ['10.1.2.3', 'private'],
    ['100.64.0.1', 'of a provider'],
    ['127.0.0.1', 'loopback'],
    ['169.254.169.254', 'of a cloud’s metadata'],
    ['::', 'this host'],
    ['::1', 'loopback'],
    ['::7f00:1', 'IPv4-compatible'],
    ['::ffff:10.0.0.1', 'IPv4-mapped'],
    ['::ffff:0:7f00:1', 'IPv4-translated'],
    ['64:ff9b::a00:1', 'NAT64'],
    ['64:ff9b:1::a00:1', 'NAT64 of one’s own'],
    ['2002:a00:1::', '6to4'],
    ['fd00::1', 'unique local'],
    ['fe80::1', 'link-local'],
    ['fec0::1', 'site-local'],
    ['5f00::1', 'segment routing'],
  ])('are not %s (%s)', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(['1.1.1.1', '172.32.0.1', '::ffff:1.1.1.1', '2606:4700:4700::1111'])('may be %s', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });

  it.each(['http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://127.0.0.1./', 'http://[::7f00:1]/'])(
    'are recognised however they are written: %s',
    (url) => {
      expect(() => requirePublic(new URL(url))).toThrow(PrivateAddress);
    },
  );
});
