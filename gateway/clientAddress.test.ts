import { describe, expect, it, onTestFinished } from 'vitest';
import { CLIENT_ADDRESS_HEADER } from '#kernel/graphql/call.ts';
import { makeAddressOf, type Network, networkOf } from './clientAddress.ts';
import { overWebSocket, post } from './testing/clients.ts';
import { libraryGateway } from './testing/library.ts';
import { people } from './testing/people.ts';

const networks = (...texts: string[]) => texts.map(networkOf).filter((network): network is Network => !!network);
const request = (remoteAddress: string | undefined, forwarded?: string) => ({
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  socket: { remoteAddress },
});

describe('the address of a client', () => {
  it('is the one that connects, whatever it claims to forward', () => {
    const addressOf = makeAddressOf([]);

    expect(addressOf(request('203.0.113.7'))).toBe('203.0.113.7');
    expect(addressOf(request('203.0.113.7', '198.51.100.1'))).toBe('203.0.113.7');
    expect(addressOf(request('::ffff:203.0.113.7'))).toBe('203.0.113.7');
    expect(addressOf(request(undefined))).toBeUndefined();
  });

  it('is what our proxies say, and not what the client told the first of them', () => {
    const addressOf = makeAddressOf(networks('10.0.0.0/8', '2001:db8::1'));

    expect(addressOf(request('10.1.2.3', '198.51.100.1'))).toBe('198.51.100.1');
    expect(addressOf(request('::ffff:10.1.2.3', '192.0.2.66, 198.51.100.1, 10.9.9.9'))).toBe('198.51.100.1');
    expect(addressOf(request('2001:db8::1', '2001:db8::99'))).toBe('2001:db8::99');
    expect(addressOf(request('203.0.113.7', '192.0.2.66'))).toBe('203.0.113.7');
  });

  it('is the proxy itself when it says nothing that can be understood', () => {
    const addressOf = makeAddressOf(networks('10.0.0.0/8'));

    expect(addressOf(request('10.1.2.3'))).toBe('10.1.2.3');
    expect(addressOf(request('10.1.2.3', 'unknown'))).toBe('10.1.2.3');
    expect(addressOf(request('10.1.2.3', '192.0.2.1, garbage\r\n'))).toBe('10.1.2.3');
  });
});

describe('a network', () => {
  it.each(['10.0.0.0/8', '192.0.2.1', '2001:db8::/32', '::1'])('is %s', (text) => {
    expect(networkOf(text)).toBeDefined();
  });

  it.each(['', 'proxy.example', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '::/129', '10.0.0.0/x'])(
    'is not %j',
    (text) => {
      expect(networkOf(text)).toBeUndefined();
    },
  );
});

describe('what subgraphs hear of it', () => {
  it('is the address that was seen, and never the header that a client sent', async () => {
    const { identity } = people();
    const gateway = await libraryGateway({ identity });
    onTestFinished(gateway.stop);
    const forged = { [CLIENT_ADDRESS_HEADER]: '192.0.2.66', 'x-forwarded-for': '192.0.2.67' };

    await post(gateway.url, { query: '{ books { title } }' }, forged);
    const query = 'mutation { rename(id: "b1", title: "Persuasion") { title } }';
    await overWebSocket(gateway.url, { query }, forged).ended;
    const subscription = 'subscription { counted(upTo: 1) }';
    await overWebSocket(gateway.url, { query: subscription }, forged).ended;

    expect(gateway.books.seen.map((headers) => headers[CLIENT_ADDRESS_HEADER])).toEqual(Array(3).fill('127.0.0.1'));
  });
});
