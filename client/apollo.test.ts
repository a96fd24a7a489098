import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { of } from 'rxjs';
import { expect, it } from 'vitest';
import { LogInDocument } from './documents.generated.ts';
import { possibleTypes } from './possibleTypes.generated.ts';

it('the documents are taken by Apollo Client, with their types', async () => {
  const answer = { __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS', message: 'no', param: null } as const;
  const link = new ApolloLink(() => of({ data: { login: answer } }));
  const apollo = new ApolloClient({ link, cache: new InMemoryCache({ possibleTypes }) });

  const { data } = await apollo.mutate({
    mutation: LogInDocument,
    variables: { input: { email: 'ana@shop.example', password: 'not hers' } },
  });

  expect(data?.login.__typename === 'InvalidCredentials' && data.login.code).toBe('INVALID_CREDENTIALS');
});
