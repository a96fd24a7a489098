import { writeFile } from 'node:fs/promises';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { requestIdFrom } from '#kernel/callContext.ts';
import { post } from '../testing/clients.ts';
import { libraryGateway } from '../testing/library.ts';

let gateway: Awaited<ReturnType<typeof libraryGateway>>;
beforeAll(async () => {
  gateway = await libraryGateway();
});
afterAll(() => gateway.stop());

const ask = (query: string, variables?: unknown) => post(gateway.url, { query, variables });

describe('a query', () => {
  it('joins subgraphs, with what one field requires of another', async () => {
    const { status, data, errors } = await ask('{ books { title postage author { name } } }');

    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(data).toEqual({
      books: [
        { title: 'Emma', postage: 600, author: { name: 'Jane Austen' } },
        { title: 'Walden', postage: 400, author: { name: 'Henry Thoreau' } },
      ],
    });
  });

  it.each([
    ['@include(if: $is)', { is: false }, {}],
    ['@include(if: $is)', { is: true }, { postage: 600 }],
    ['@skip(if: $is)', { is: true }, {}],
    ['@include(if: false)', { is: true }, {}],
  ])('has the fields beside one that requires another and is left out: %s, %o', async (condition, variables, more) => {
    const query = `query ($is: Boolean!) { book(id: "b1") { readers title @skip(if: $is) postage ${condition} } }`;
    const { data, errors } = await ask(query, variables);

    expect(errors).toBeUndefined();
    expect(data).toEqual({ book: { readers: 1, ...(!variables.is && { title: 'Emma' }), ...more } });
  });

  it('has what it is when conditions leave nothing of it', async () => {
    const { data } = await ask(
      '{ book(id: "b1") { ... @include(if: false) { postage title } } none: book(id: "b9") { ... @skip(if: true) { postage } } }',
    );
    expect(data).toEqual({ book: {}, none: null });
  });

  it('takes aliases, fragments, variables and directives', async () => {
    const { data } = await ask(
      `query ($id: ID!, $no: Boolean!) {
        first: book(id: $id) { ...Names writer: author { name } weight @skip(if: $no) kind: __typename }
      }
      fragment Names on Book { title }`,
      { id: 'b1', no: true },
    );
    expect(data).toEqual({ first: { title: 'Emma', writer: { name: 'Jane Austen' }, kind: 'Book' } });
  });

  it('picks the operation that is named', async () => {
    const query = 'query A { book(id: "b1") { title } } query B { book(id: "b2") { title } }';
    const { data } = await post(gateway.url, { query, operationName: 'B' });
    expect(data).toEqual({ book: { title: 'Walden' } });
  });

  it('of the schema is answered', async () => {
    const { data } = await ask(getIntrospectionQuery());
    expect(data).toHaveProperty('__schema.queryType.name', 'Query');
    expect(JSON.stringify(data)).not.toContain('secret');
  });
});

it('runs mutations', async () => {
  const renamed = await ask(
    'mutation { rename(id: "b2", title: "Walden, or Life in the Woods") { title author { name } } }',
  );
  expect(renamed.data).toEqual({
    rename: { title: 'Walden, or Life in the Woods', author: { name: 'Henry Thoreau' } },
  });
  await ask('mutation { rename(id: "b2", title: "Walden") { title } }');
});

describe('an error', () => {
  const known = { reasons: [], retryable: false, requestId: expect.any(String) };

  it('of a subgraph passes with its code, and without what else it carries', async () => {
    const { data, errors } = await ask('{ a: fails(how: "KNOWN") }');
    expect(data).toEqual({ a: null });
    expect(errors).toEqual([
      {
        message: 'no longer printed',
        path: ['a'],
        extensions: {
          code: 'REFUSED',
          reason: 'OUT_OF_PRINT',
          retryable: false,
          reasons: [{ message: 'gone', param: 'how' }],
          requestId: expect.any(String),
        },
      },
    ]);
  });

  it('without a code is masked, since it may say anything, and the log has it', async () => {
    const log = vi.spyOn(gateway.scope.logger, 'error');
    onTestFinished(() => log.mockRestore());
    const { errors } = await ask('{ fails(how: "PLAIN") }');
    const requestId = errors?.[0]?.extensions['requestId'];
    const entry = { reason: expect.stringContaining('10.0.0.7'), path: ['fails'], requestId };
    expect(log).toHaveBeenCalledExactlyOnceWith(entry, 'a subgraph failed');
    expect(JSON.stringify(errors)).not.toMatch(/10\.0\.0\.7|srv|ECONN/);
    expect(errors).toEqual([
      {
        message: expect.stringContaining('something went wrong'),
        path: ['fails'],
        extensions: { ...known, code: 'INTERNAL', reason: 'INTERNAL' },
      },
    ]);
  });

  it('nulls the nearest field that may be null, and says where it began', async () => {
    const { data, errors } = await ask('{ books { title author { mustHave } } }');
    expect(data).toEqual({
      books: [
        { title: 'Emma', author: { mustHave: 'yes' } },
        { title: 'Walden', author: null },
      ],
    });
    expect(errors?.[0]?.path).toEqual(['books', 1, 'author', 'mustHave']);
  });

  it('is not what an entity is that no longer exists: the field that leads to it is null', async () => {
    const library = await libraryGateway();
    onTestFinished(library.stop);
    library.addOrphan();

    const { data, errors } = await post(library.url, { query: '{ book(id: "b3") { title author { id mustHave } } }' });

    expect({ data, errors }).toEqual({ data: { book: { title: 'Beowulf', author: null } }, errors: undefined });
  });

  it('carries the id of its request, the given one or a new one', async () => {
    const given = await post(gateway.url, { query: '{ nope }' }, { 'x-request-id': 'given-1234' });
    expect(given.headers.get('x-request-id')).toBe('given-1234');
    expect(given.errors?.[0]?.extensions['requestId']).toBe('given-1234');
    const made = await ask('{ nope }');
    const { requestId } = made.errors?.[0]?.extensions ?? {};
    expect(requestIdFrom(requestId)).toBe(requestId);
  });

  it.each([
    ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_PARSE_FAILED', '{ books '],
    ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_VALIDATION_FAILED', '{ nope }'],
    ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_VALIDATION_FAILED', '{ secret }'],
    ['OPERATION_RESOLUTION_FAILURE', 'OPERATION_RESOLUTION_FAILURE', 'query A { __typename } query B { __typename }'],
    ['BAD_USER_INPUT', 'INVALID_VARIABLES', 'query ($id: ID!) { book(id: $id) { id } }'],
    ['BAD_USER_INPUT', 'TOO_MANY_TOKENS', `{ ${'books { id } '.repeat(300)} }`],
    ['BAD_USER_INPUT', 'OPERATION_TOO_DEEP', `{ ${'books { '.repeat(10)} id ${'}'.repeat(10)} }`],
  ])('%s (%s) is answered before anything runs', async (code, reason, query) => {
    const asked = gateway.books.seen.length;
    const { data, errors } = await ask(query);
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions).toMatchObject({ code, reason, retryable: false });
    expect(gateway.books.seen).toHaveLength(asked);
  });
});

describe('a subgraph that is away', () => {
  const away = {
    message: 'the people service does not answer',
    extensions: {
      code: 'UNAVAILABLE',
      reason: 'SUBGRAPH_UNAVAILABLE',
      retryable: true,
      reasons: [],
      service: 'people',
      requestId: expect.any(String),
    },
  };

  it('leaves the rest of the answer, with an error that names it', async () => {
    await gateway.people.stop();
    onTestFinished(gateway.people.start);

    const { status, data, errors } = await ask('{ book(id: "b1") { title author { name } } }');

    expect(status).toBe(200);
    expect(data).toEqual({ book: { title: 'Emma', author: { name: null } } });
    expect(errors).toEqual([{ ...away, path: ['book', 'author'] }]);
  });

  it('in a list is told of once, at the list', async () => {
    await gateway.people.stop();
    onTestFinished(gateway.people.start);
    const { errors } = await ask('{ books { title author { name } } }');
    expect(errors).toEqual([{ ...away, path: ['books'] }]);
  });

  it('is served again as soon as it is back', async () => {
    await gateway.people.stop();
    await ask('{ author(id: "a1") { name } }');
    await gateway.people.start();
    await vi.waitUntil(async () => (await ask('{ author(id: "a1") { name } }')).errors === undefined);
  });

  it('may also just be too slow', async () => {
    const hasty = await libraryGateway({ subgraphTimeoutMs: 50 });
    onTestFinished(hasty.stop);
    hasty.people.freeze();
    const { data, errors } = await post(hasty.url, { query: '{ author(id: "a1") { name } books { title } }' });
    expect(data).toMatchObject({ author: null, books: [{ title: 'Emma' }, { title: 'Walden' }] });
    expect(errors).toEqual([away]);
  });
});

describe('where the schema is nobody’s business', () => {
  it('neither introspection nor a suggestion tells of it', async () => {
    const closed = await libraryGateway({ introspection: false });
    onTestFinished(closed.stop);
    const looked = await post(closed.url, { query: '{ __schema { queryType { name } } }' });
    expect(looked.errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    const { errors } = await post(closed.url, { query: '{ bookz { title } }' });
    expect(errors?.[0]?.message).toBe('Cannot query field "bookz" on type "Query".');
    const misspelt = await post(closed.url, {
      query: 'query ($by: Order) { books(by: $by) { id } }',
      variables: { by: 'TITEL' },
    });
    expect(misspelt.errors?.[0]?.extensions['reason']).toBe('INVALID_VARIABLES');
    expect(JSON.stringify(misspelt.errors)).not.toContain('TITLE');
    expect((await post(closed.url, { query: '{ __typename books { __typename } }' })).errors).toBeUndefined();
  });
});

describe('a new supergraph file', () => {
  it('takes over between two requests; a bad one does not', { timeout: 20_000 }, async () => {
    const live = await libraryGateway();
    onTestFinished(live.stop);
    const hasField = async () => !(await post(live.url, { query: '{ author(id: "a1") { mustHave } }' })).errors;
    expect(await hasField()).toBe(true);

    await writeFile(live.supergraphFile, live.sdl.replace(/ {2}mustHave: .*\n/, ''));
    await vi.waitUntil(async () => !(await hasField()), { timeout: 5_000 });

    const logged = vi.spyOn(live.scope.logger, 'error');
    await writeFile(live.supergraphFile, 'type Query { oops');
    await vi.waitUntil(() => logged.mock.calls.length > 0, { timeout: 5_000 });
    expect((await post(live.url, { query: '{ books { title } }' })).errors).toBeUndefined();

    await writeFile(live.supergraphFile, live.sdl);
    await vi.waitUntil(hasField, { timeout: 5_000 });
  });
});
