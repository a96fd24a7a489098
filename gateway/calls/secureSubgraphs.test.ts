import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates, type TlsOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { testAuthority } from '#testing/certificates.ts';
import { overWebSocket, post } from '../testing/clients.ts';
import { gatewayOver } from '../testing/gatewayOver.ts';
import { testSubgraph } from '../testing/testSubgraph.ts';
import { trustIn } from './trust.ts';

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12")
  type Query { vault: String } type Subscription { ticks: Int }`;

const ours = testAuthority('ours');
const strangers = testAuthority('strangers');

let dir: string;
const fileOf = async (name: string, text: string) => {
  const file = join(dir, name);
  await writeFile(file, text);
  return file;
};
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'certificates-'));
});
afterAll(() => rm(dir, { recursive: true }));

const trusting = async (more: { cert?: string; key?: string } = {}) =>
  trustIn({ ca: [await fileOf('ours.pem', `${rootCertificates[0]}\n${ours.cert}`)], ...more });

type Given = { tls: TlsOptions; host?: string; over?: 'sockets' | 'event streams' };

/** A gateway over one subgraph behind TLS; who was asked for, and over how many connections. */
async function gatewayTo({ tls, host = 'localhost', over = 'sockets' }: Given, subgraphTrust = trusting()) {
  async function* ticks() {
    yield { ticks: 1 };
    yield { ticks: 2 };
  }
  const names: unknown[] = [];
  const SNICallback: TlsOptions['SNICallback'] = (name, done) => {
    names.push(name);
    done(null);
  };
  const resolvers = { Query: { vault: () => 'open' }, Subscription: { ticks: { subscribe: ticks } } };
  const subgraph = await testSubgraph('vault', SDL, resolvers, { tls: { ...tls, SNICallback }, host, over });
  const gateway = await gatewayOver([subgraph], { subgraphTrust: await subgraphTrust });
  onTestFinished(gateway.stop);
  const ask = () => post(gateway.url, { query: '{ vault }' });
  return { ask, names, gateway };
}

describe('a subgraph behind TLS', () => {
  it('is asked by its name, many times over one connection', async () => {
    const { ask, names } = await gatewayTo({ tls: ours.issue('localhost') });
    for (let nth = 0; nth < 3; nth++) expect((await ask()).data).toEqual({ vault: 'open' });
    expect(names).toEqual(['localhost']);
  });

  it('may be known by its address', async () => {
    const { ask, names } = await gatewayTo({ tls: ours.issue('127.0.0.1'), host: '127.0.0.1' });
    expect((await ask()).data).toEqual({ vault: 'open' });
    // An address is no name: RFC 6066, section 3.
    expect(names).toEqual([]);
  });

  it.each(['sockets', 'event streams'] as const)('sends its events over secure %s', async (over) => {
    const { gateway, names } = await gatewayTo({ tls: ours.issue('localhost'), over });
    const { received, ended } = overWebSocket(gateway.url, { query: 'subscription { ticks }' });
    await ended;
    expect(received).toEqual([{ data: { ticks: 1 } }, { data: { ticks: 2 } }]);
    expect(names).toContain('localhost');
  });

  it('is shown who asks, where it wants to know', async () => {
    const { cert, key } = ours.issue('gateway');
    const shown = { cert: await fileOf('gateway.pem', cert), key: await fileOf('gateway.key', key) };
    const tls = { ...ours.issue('localhost'), ca: ours.cert, requestCert: true };
    const { ask } = await gatewayTo({ tls }, trusting(shown));
    expect((await ask()).data).toEqual({ vault: 'open' });
    const nameless = await gatewayTo({ tls });
    expect((await nameless.ask()).data).toEqual({ vault: null });
  });
});

describe('a subgraph with a wrong certificate', () => {
  it.each([
    ['of an authority that nobody trusts', strangers.issue('localhost'), 'unable to verify the first certificate'],
    ['for another name', ours.issue('elsewhere.example'), 'Host: localhost. is not in the cert'],
    ['for no address', ours.issue('localhost'), '127.0.0.1 is not in the cert'],
  ])('%s is not asked; operators hear why, clients do not', async (_what, tls, why) => {
    const logged = vi.fn();
    const host = why.startsWith('127') ? '127.0.0.1' : 'localhost';
    const { ask, gateway } = await gatewayTo({ tls, host });
    vi.spyOn(gateway.scope.logger, 'warn').mockImplementation(logged);

    const { data, errors } = await ask();

    expect(data).toEqual({ vault: null });
    expect(errors).toMatchObject([
      {
        message: 'the vault service does not answer',
        extensions: { code: 'UNAVAILABLE', reason: 'SUBGRAPH_UNAVAILABLE' },
      },
    ]);
    expect(JSON.stringify(errors)).not.toMatch(/cert|localhost|127\.0/);
    expect(logged).toHaveBeenCalledWith(
      expect.objectContaining({ service: 'vault', reason: expect.stringContaining(why) }),
      expect.any(String),
    );
  });

  it('sends no events either', async () => {
    const { gateway } = await gatewayTo({ tls: strangers.issue('localhost') });
    const { received, ended } = overWebSocket(gateway.url, { query: 'subscription { ticks }' });
    await ended.catch(() => undefined); // with or without an error, it is over
    expect(JSON.stringify(received)).not.toContain('"ticks":1');
  });
});

describe('files of certificates', () => {
  it.each([
    ['that are not there', () => join(dir, 'missing.pem'), 'ENOENT'],
    ['with nothing in them', () => fileOf('empty.pem', 'nothing'), 'has no certificate in it'],
    ['that are broken', () => fileOf('broken.pem', ours.cert.replace(/^M.{20}/m, 'AAAA')), 'subgraphs.tls.ca'],
  ])('%s stop the start', async (_what, file, why) => {
    const ca = [await file()];
    expect(() => trustIn({ ca })).toThrow(why);
  });

  it('are not needed: Node then knows whom to trust', () => {
    expect(trustIn({ ca: [] })).toBeUndefined();
  });
});
