import { buildSchema, execute, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { outcome } from './outcome.ts';

const schema = buildSchema(`
  type Query { buy: Bought! plain: String }
  union Bought = Purchase | OutOfStock | Http2Refused
  type Purchase { id: ID! }
  type OutOfStock { code: String! message: String! param: String available: Int! }
  type Http2Refused { code: String! }
`);
const BUY = `{ buy { __typename ... on Purchase { id } ... on OutOfStock { code message param available }
  ... on Http2Refused { code } } }`;

async function buying(run: () => Promise<object>) {
  const rootValue = { buy: (_args: object, _context: object, info: never) => outcome(info, 'Purchase', run) };
  const { data, errors } = await execute({ schema, document: parse(BUY), rootValue });
  return { data: JSON.parse(JSON.stringify(data ?? null)), error: errors?.[0]?.originalError };
}

const failing = (error: unknown) => buying(() => Promise.reject(error));

describe('outcome', () => {
  it('is the success where nothing is refused', async () => {
    const { data } = await buying(async () => ({ id: 'p1' }));

    expect(data).toEqual({ buy: { __typename: 'Purchase', id: 'p1' } });
  });

  it('makes of a refusal the member that its reason names, with details and the field to blame', async () => {
    const reasons = [{ param: 'lines.0', message: 'one left' }];
    const refusal = new AppError('REFUSED', 'OUT_OF_STOCK', 'one left', { reasons, details: { available: 1 } });

    const fields = { code: 'OUT_OF_STOCK', message: 'one left', param: 'lines.0', available: 1 };
    expect((await failing(refusal)).data).toEqual({ buy: { __typename: 'OutOfStock', ...fields } });
  });

  it('has no param where no field is to blame', async () => {
    const refusal = new AppError('CONFLICT', 'OUT_OF_STOCK', 'none', { details: { available: 0 } });

    expect((await failing(refusal)).data).toMatchObject({ buy: { param: null } });
  });

  it('finds members whose names have digits', async () => {
    const { data } = await failing(new AppError('REFUSED', 'HTTP2_REFUSED', 'no'));

    expect(data).toMatchObject({ buy: { __typename: 'Http2Refused' } });
  });

  it.each([
    ['a refusal that the union does not have', new AppError('REFUSED', 'SOLD_OUT', 'no')],
    ['an error that clients are not expected to handle', new AppError('UNAVAILABLE', 'OUT_OF_STOCK', 'away')],
    ['a foreign error', new Error('a bug')],
  ])('lets %s stay an error', async (_what, error) => {
    expect((await failing(error)).error).toBe(error);
  });
});
