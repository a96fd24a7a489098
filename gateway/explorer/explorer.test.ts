import { createServer, request } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { closeServer, listen } from '#kernel/http.ts';
import { type ExplorerSetup, explorerPages } from './explorer.ts';

const setup: ExplorerSetup = {
  title: 'Shop',
  endpoint: '/graphql',
  chapters: [],
  remember: {},
  missing: {},
  signIn: { login: '', refresh: '', accounts: [{ name: 'alice', email: 'alice@shop.example', password: 's3cret' }] },
};

async function running(): Promise<number> {
  const server = createServer(explorerPages(setup));
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => closeServer(server));
  return port;
}

async function setupFor(host: string): Promise<string> {
  const port = await running();
  const chunks: string[] = [];
  // fetch would not let us choose the name.
  const path = '/explorer/setup.json';
  await new Promise<void>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers: { host }, agent: false }, (response) => {
      response.setEncoding('utf8').on('data', (chunk) => chunks.push(chunk));
      response.on('end', resolve);
    });
    asked.on('error', reject).end();
  });
  return chunks.join('');
}

it.each(['localhost:4000', '127.0.0.1:4000', '[::1]:4000', 'localhost'])(
  '%s may know the demo password',
  async (host) => {
    expect(await setupFor(host)).toContain('s3cret');
  },
);

it.each(['rebound.example:4000', 'localhost.rebound.example', '127.0.0.1.rebound.example', '10.0.0.7:4000'])(
  '%s gets the explorer without passwords',
  async (host) => {
    const answer = await setupFor(host);
    expect(answer).toContain('alice@shop.example');
    expect(answer).not.toContain('s3cret');
  },
);

it.each(['/', '/explorer/index.html', '/explorer/%69ndex.html'])(
  'its page at %s loads nothing from elsewhere and stands in nobody’s frame',
  async (path) => {
    const response = await fetch(`http://127.0.0.1:${await running()}${path}`, { headers: { connection: 'close' } });

    expect(await response.text()).toContain('<main id="graphiql">');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
  },
);
