import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { listen } from '#kernel/http.ts';
import { readSetup, report } from '../gateways/child.ts';
import { WORKLOAD_HEADER } from '../workloads.ts';
import { makeVerify, peerPackage } from './peer.ts';

type Headers = { get(name: string): string | null };

/** What is used of `@graphql-hive/gateway`. */
type Hive = {
  createGatewayRuntime(options: {
    supergraph: string;
    logging: boolean;
    maskedErrors: boolean;
    propagateHeaders: {
      fromClientToSubgraphs(asked: { request: { headers: Headers } }): Readonly<Record<string, string>>;
    };
    plugins(): readonly {
      onRequest(asked: { request: { headers: Headers } }): void;
    }[];
  }): RequestListener;
};

/** As its documentation says, with the token verified as ours does and passed on. */
const { supergraphFile } = readSetup();
const verify = makeVerify();
// It would stop at a level that it does not know.
delete process.env['LOG_LEVEL'];
const { createGatewayRuntime } = await peerPackage<Hive>('@graphql-hive/gateway');
const runtime = createGatewayRuntime({
  supergraph: readFileSync(supergraphFile, 'utf8'),
  logging: false,
  maskedErrors: true,
  propagateHeaders: {
    fromClientToSubgraphs: ({ request: { headers } }) => ({
      authorization: headers.get('authorization') ?? '',
      [WORKLOAD_HEADER]: headers.get(WORKLOAD_HEADER) ?? '',
    }),
  },
  plugins: () => [{ onRequest: ({ request }) => void verify(request.headers.get('authorization') ?? undefined) }],
});
report(await listen(createServer(runtime), { host: '127.0.0.1', port: 0 }));
