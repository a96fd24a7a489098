import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { overWebSocket, post } from '../testing/clients.ts';
import { guardedGateway } from '../testing/guarded.ts';

let gateway: Awaited<ReturnType<typeof guardedGateway>>;
beforeAll(async () => {
  gateway = await guardedGateway();
});
afterAll(() => gateway.stop());

type Asking = { as?: string; variables?: Record<string, unknown> };
const ask = (query: string, { as, variables }: Asking = {}) =>
  post(gateway.url, { query, variables }, as === undefined ? {} : { authorization: as });

/** What came, and where something was denied. */
async function answerTo(query: string, asking: Asking = {}) {
  const { data, errors = [] } = await ask(query, asking);
  for (const { extensions } of errors) expect(extensions['code']).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  return { data, denied: errors.map(({ path }) => path?.join('.')) };
}

describe('a field with a rule', () => {
  it('is null with an error for whoever does not meet it, and the rest is there', async () => {
    const { status, data, errors } = await ask('{ me { name mail } hidden }');

    expect(status).toBe(200);
    expect(data).toEqual({ me: { name: 'Ann', mail: null }, hidden: null });
    expect(errors).toEqual(
      [['me', 'mail'], ['hidden']].map((path) => ({
        message: expect.stringContaining('not permitted'),
        path,
        extensions: {
          code: 'UNAUTHORIZED_FIELD_OR_TYPE',
          reason: 'SIGN_IN_REQUIRED',
          retryable: false,
          reasons: [],
          requestId: expect.any(String),
        },
      })),
    );
  });

  it('is there for whoever meets it, also when others asked the same before', async () => {
    const query = '{ me { mail } hidden }';
    expect((await answerTo(query)).data).toEqual({ me: null, hidden: null });
    expect(await answerTo(query, { as: 'mail' })).toEqual({
      data: { me: { mail: 'ann@a.example' }, hidden: 1 },
      denied: [],
    });
    expect(await answerTo(query, { as: 'other' })).toEqual({ data: { me: null, hidden: 1 }, denied: ['me'] });
    expect((await ask(query, { as: 'other' })).errors?.[0]?.extensions['reason']).toBe('NOT_PERMITTED');
  });

  it('that was promised a value makes the object around it null', async () => {
    expect(await answerTo('{ me { id pin } users { id pin } }')).toEqual({
      data: null,
      denied: ['me.pin', 'users.0.pin', 'users.1.pin'],
    });
    expect((await answerTo('{ me { id friend { id pin } } }')).data).toEqual({ me: { id: 'u1', friend: null } });
  });

  it('is denied in each item of a list', async () => {
    expect(await answerTo('{ users { mail id } }')).toEqual({
      data: {
        users: [
          { mail: null, id: 'u1' },
          { mail: null, id: 'u2' },
        ],
      },
      denied: ['users.0.mail', 'users.1.mail'],
    });
  });

  it('is known under aliases, and keys stay in the order of the client', async () => {
    const { data } = await answerTo('{ b: hidden me { z: mail a: name } }', { as: 'x' });
    expect(JSON.stringify(data)).toBe('{"b":1,"me":{"z":null,"a":"Ann"}}');
  });

  it('is not missed where a variable skips it', async () => {
    const query = 'query ($no: Boolean = true) { me { name mail @skip(if: $no) } hidden @include(if: false) }';
    expect(await answerTo(query)).toEqual({ data: { me: { name: 'Ann' } }, denied: [] });
    expect((await answerTo(query, { variables: { no: false } })).denied).toEqual(['me.mail']);
  });

  it('that requires another one asks for both', async () => {
    expect(await answerTo('{ me { name domain } }')).toEqual({
      data: { me: { name: 'Ann', domain: null } },
      denied: ['me.domain'],
    });
    expect((await answerTo('{ me { domain } }', { as: 'mail' })).data).toEqual({ me: { domain: 'a.example' } });
  });

  it('of an enum with a rule is denied', async () => {
    expect(await answerTo('{ level me { id } }')).toEqual({
      data: { level: null, me: { id: 'u1' } },
      denied: ['level'],
    });
    expect((await answerTo('{ level }', { as: 'x' })).data).toEqual({ level: 'LOW' });
  });
});

describe('scopes', () => {
  const query = 'mutation { touch erase(id: 1) }';
  it.each([
    ['erase', null],
    ['erase write', true],
    ['admin', true],
    ['mail', null],
  ])('any list of them, in full: %s', async (as, erase) => {
    expect((await answerTo(query, { as })).data).toEqual({ touch: 1, erase });
  });
});

describe('fragments', () => {
  it('are filtered wherever they are used', async () => {
    const query = `{ me { ...Named friend { ...Named ... { mail } } } }
      fragment Named on User { name ...Mailed } fragment Mailed on User { mail id }`;
    expect(await answerTo(query)).toEqual({
      data: { me: { name: 'Ann', mail: null, id: 'u1', friend: { name: 'Ben', mail: null, id: 'u2' } } },
      denied: ['me.mail', 'me.friend.mail'],
    });
  });

  it('with nothing left go with the field around them', async () => {
    const query = '{ hidden me { ...Mail } } fragment Mail on User { mail }';
    expect(await answerTo(query)).toEqual({ data: { hidden: null, me: null }, denied: ['hidden', 'me'] });
  });
});

describe('types behind interfaces and unions', () => {
  it('a rule of one of them holds for the interface', async () => {
    expect(await answerTo('{ items { id } me { id } }')).toEqual({ data: null, denied: ['items'] });
    expect((await answerTo('{ item { id } me { id } }')).data).toEqual({ item: null, me: { id: 'u1' } });
    expect((await answerTo('{ items { id } }', { as: 'film' })).data).toEqual({ items: [{ id: 'b1' }, { id: 'f1' }] });
  });

  it('a rule of one of their fields too', async () => {
    expect(await answerTo('{ items { id price } }', { as: 'film' })).toEqual({
      data: {
        items: [
          { id: 'b1', price: null },
          { id: 'f1', price: null },
        ],
      },
      denied: ['items.0.price', 'items.1.price'],
    });
  });

  it('a fragment on one type asks only what that type does', async () => {
    const query = '{ items { ... on Film { price } ... on Book { id price } note } }';
    expect(await answerTo(query, { as: 'film' })).toEqual({
      data: {
        items: [
          { id: 'b1', price: null, note: 'a' },
          { price: 7, note: 'b' },
        ],
      },
      denied: ['items.0.price'],
    });
  });

  it('of a union a member is denied, the others are not', async () => {
    const query = '{ any { __typename ... on Book { title } ... on Film { length } } }';
    expect(await answerTo(query)).toEqual({ data: { any: { __typename: 'Book', title: 'Emma' } }, denied: [] });
  });
});

describe('what is denied', () => {
  it('reaches no subgraph, and nothing is asked when nothing is left', async () => {
    const before = gateway.asked().length;
    await ask('{ hidden }');
    await ask('mutation { erase(id: 1) }');
    expect(gateway.asked().length).toBe(before);
  });

  it('can end the whole operation, before anything is fetched', async () => {
    const strict = await guardedGateway({ authorization: { mode: 'reject' } });
    onTestFinished(strict.stop);
    const query = '{ me { name ... on User { mail } } }';

    const { status, headers, errors, ...rest } = await post(strict.url, { query });

    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(rest).not.toHaveProperty('data');
    expect(errors).toMatchObject([{ path: ['me', 'mail'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }]);
    expect((await post(strict.url, { query }, { authorization: 'x' })).status).toBe(403);
    expect(strict.asked()).toEqual([]);
    expect((await post(strict.url, { query }, { authorization: 'mail' })).data).toHaveProperty('me.mail');
  });
});

it('policies may be decided by a function; what it fails at is denied', async () => {
  const decidePolicies = async (policies: readonly string[], { claims }: { claims: object }) => {
    expect(claims).toEqual({});
    if (policies.includes('film')) return ['film'];
    throw new Error('never asked about others');
  };
  const deciding = await guardedGateway({ authorization: { mode: 'filter', decidePolicies } });
  onTestFinished(deciding.stop);
  const failing = await guardedGateway({
    authorization: { mode: 'filter', decidePolicies: () => Promise.reject(new Error('away')) },
  });
  onTestFinished(failing.stop);

  expect((await post(deciding.url, { query: '{ item { id } }' })).data).toEqual({ item: { id: 'f1' } });
  expect((await post(failing.url, { query: '{ item { id } }' })).data).toEqual({ item: null });
});

describe('a subscription', () => {
  it('gives events without what is denied', async () => {
    const { received, ended } = overWebSocket(gateway.url, { query: 'subscription { ticks { at by { name mail } } }' });
    await ended;
    expect(received).toMatchObject(
      [1, 2].map((at) => ({
        data: { ticks: { at, by: { name: 'Ann', mail: null } } },
        errors: [{ path: ['ticks', 'by', 'mail'] }],
      })),
    );
  });

  it('of which nothing is left is refused', async () => {
    const { ended } = overWebSocket(gateway.url, { query: 'subscription { secrets { at } }' });
    await expect(ended).rejects.toMatchObject([{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }]);
    const signedIn = overWebSocket(gateway.url, { query: 'subscription { secrets { at } }' }, { authorization: 'x' });
    await signedIn.ended;
    expect(signedIn.received).toHaveLength(2);
  });
});
