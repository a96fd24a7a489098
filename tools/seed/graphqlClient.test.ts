import { expect, it } from 'vitest';
import { makeAsk } from './graphqlClient.ts';

it('says why no gateway answers, also at a port that browsers and fetch never call', async () => {
  await expect(makeAsk('http://127.0.0.1:6000/graphql')('{ me { id } }')).rejects.toMatchObject({
    reason: 'SHOP_UNREACHABLE',
    message: 'no gateway answers at http://127.0.0.1:6000/graphql: bad port',
  });
});
