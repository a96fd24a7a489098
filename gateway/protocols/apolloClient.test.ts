import {
  ApolloClient,
  CombinedGraphQLErrors,
  type CombinedProtocolErrors,
  gql,
  HttpLink,
  InMemoryCache,
} from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { libraryGateway } from '../testing/library.ts';
import { people } from '../testing/people.ts';
import { until } from '../testing/until.ts';

/** The real Apollo Client, over both of its ways to subscribe. */
const everybody = people();
let gateway: Awaited<ReturnType<typeof libraryGateway>>;
beforeAll(async () => {
  gateway = await libraryGateway({ identity: everybody.identity });
});
afterEach(() => until(() => gateway.listeners() === 0));
afterAll(() => gateway.stop());

const overMultipart = (authorization: string) =>
  new HttpLink({ uri: gateway.url, headers: { authorization, 'apollo-require-preflight': 'true' } });

function overSockets(authorization: string) {
  const url = gateway.url.replace(/^http/, 'ws');
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
    retryAttempts: 0,
  });
  onTestFinished(() => void client.dispose());
  return new GraphQLWsLink(client);
}

function subscriber(link: ApolloClient.Options['link']) {
  const client = new ApolloClient({ cache: new InMemoryCache(), link });
  onTestFinished(() => client.stop());
  return client;
}

/** What a page would show. */
function subscribed(client: ApolloClient, query: string, variables = {}) {
  const results: unknown[] = [];
  const failures: unknown[] = [];
  const completed = vi.fn();
  const subscription = client
    .subscribe({ query: gql(query), variables, errorPolicy: 'all', fetchPolicy: 'no-cache' })
    .subscribe({
      next: ({ data, error }) => void (error ? failures.push(error) : results.push(data)),
      error: (error) => failures.push(error),
      complete: completed,
    });
  return { results, failures, completed, leave: () => subscription.unsubscribe() };
}

describe.each([
  ['multipart', overMultipart],
  ['graphql-ws', overSockets],
] as const)('Apollo Client over %s', (_over, linkFor) => {
  const connect = (userId = 'u1') => subscriber(linkFor(everybody.bearer(userId)));

  it('gets each event as it comes, with the __typename that it adds', async () => {
    const query = 'subscription W { bookChanged { id title author { id name } } }';
    const { results, leave } = subscribed(connect(), query);
    await until(() => gateway.listeners() === 1);

    gateway.change('b1');
    await until(() => results.length === 1);
    gateway.change('b2');
    await until(() => results.length === 2);

    const author = { __typename: 'Author', id: 'a1', name: 'Jane Austen' };
    expect(results[0]).toEqual({ bookChanged: { __typename: 'Book', id: 'b1', title: 'Emma', author } });
    leave();
  });

  it('hears that a stream is over', async () => {
    const query = 'subscription C($n: Int!) { counted(upTo: $n) }';
    const { results, completed } = subscribed(connect(), query, { n: 2 });
    await until(() => completed.mock.calls.length === 1);
    expect(results).toEqual([{ counted: 1 }, { counted: 2 }]);
  });

  it('hears what is wrong with an event, and the next one', async () => {
    const query = 'subscription E { bookChanged { author { mustHave } } }';
    const { results, failures, leave } = subscribed(connect(), query);
    await until(() => gateway.listeners() === 1);
    gateway.change('b2');
    await until(() => failures.length === 1);
    gateway.change('b1');
    await until(() => results.length === 1);
    expect(failures[0]).toBeInstanceOf(CombinedGraphQLErrors);
    leave();
  });

  it('hears why the stream was ended', async () => {
    const userId = `banned-${_over}`;
    const { failures } = subscribed(connect(userId), 'subscription B { bookChanged { id } }');
    await until(() => gateway.listeners() === 1);
    everybody.ban(userId);
    await until(() => failures.length === 1);
    const [failure] = failures as [CombinedProtocolErrors | CombinedGraphQLErrors];
    expect(failure.errors[0]?.extensions).toMatchObject({ reason: 'SESSION_REVOKED' });
  });

  it('queries and changes over the same link', async () => {
    const client = connect();
    const query = gql('query Q { book(id: "b1") { id title } }');
    const mutation = gql('mutation M { rename(id: "b1", title: "Emma") { id title } }');
    expect((await client.query({ query })).data).toMatchObject({ book: { title: 'Emma' } });
    expect((await client.mutate({ mutation })).data).toMatchObject({ rename: { title: 'Emma' } });
  });
});
