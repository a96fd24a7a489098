import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readSetup, report } from '../gateways/child.ts';
import { SDL } from '../supergraph.ts';
import { WORKLOAD_HEADER } from '../workloads.ts';
import { asFederation1 } from './federation1.ts';
import { makeVerify, peerPackage } from './peer.ts';

/** What is used of `fastify`. */
type Fastify = {
  default(): {
    register(plugin: unknown, options: object): void;
    listen(at: { host: string; port: number }): Promise<string>;
    readonly server: { address(): AddressInfo | string | null };
  };
};

type Plugin = { readonly default: unknown };

/** As its documentation says, compiled (`jit`), with the token verified as ours does and passed on. */
const { ports } = readSetup();
const verify = makeVerify();
const { default: fastify } = await peerPackage<Fastify>('fastify');
const { default: mercuriusGateway } = await peerPackage<Plugin>('@mercuriusjs/gateway');
const services = Object.entries(SDL).map(([name, sdl]) => ({
  name,
  url: `http://127.0.0.1:${ports[name]}/graphql`,
  schema: asFederation1(sdl),
  rewriteHeaders: (headers: IncomingHttpHeaders = {}) => ({
    authorization: headers.authorization,
    [WORKLOAD_HEADER]: headers[WORKLOAD_HEADER],
  }),
}));
const app = fastify();
app.register(mercuriusGateway, {
  gateway: { services },
  jit: 1,
  context: ({ headers }: { headers: IncomingHttpHeaders }) => ({ user: verify(headers.authorization) }),
});
await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address();
report(typeof address === 'object' && address ? address.port : 0);
