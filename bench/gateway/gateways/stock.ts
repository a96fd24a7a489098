import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { makeIdentifyUser } from '#kernel/auth/accessToken.ts';
import { loadKeys } from '#kernel/auth/keys.ts';
import { readSetup, report } from './child.ts';

/** As the documentation of `@apollo/gateway` says, with the token verified as ours does and passed on. */
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
type Context = { readonly authorization: string | undefined };

class Authenticated extends RemoteGraphQLDataSource<Context> {
  override willSendRequest({
    request,
    context,
  }: Parameters<NonNullable<RemoteGraphQLDataSource<Context>['willSendRequest']>>[0]) {
    if ('authorization' in context && context.authorization) {
      request.http?.headers.set('authorization', context.authorization);
    }
  }
}

const { supergraphFile, keysDir } = readSetup();
const identify = makeIdentifyUser(loadKeys(keysDir, 'gateway'), { isRevoked: () => false });
const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(supergraphFile, 'utf8'),
  buildService: ({ url = '' }) => new Authenticated({ url }),
});
const server = new ApolloServer<Context>({ gateway, introspection: false });
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: 0 },
  context: async ({ req }) => {
    identify(req.headers.authorization);
    return { authorization: req.headers.authorization };
  },
});
report(Number(new URL(url).port));
