import type { Chapter } from '../../explorer/explorer.ts';

const USER_ERROR = '... on UserError { code message param }';

export const accounts: Chapter = {
  title: 'Accounts',
  operations: [
    {
      id: 'me',
      title: 'Who am I?',
      hint: 'Null for a visitor',
      document: `query Me {
  me {
    id
    name
    email
    roles
    orders(first: 3) { nodes { id status } }
  }
}`,
    },
    {
      id: 'register',
      title: 'Register',
      hint: 'A welcome mail follows',
      document: `mutation Register($input: RegisterInput!) {
  register(input: $input) {
    ... on Session { expiresAt user { id name roles } }
    ${USER_ERROR}
  }
}`,
      variables: { input: { name: 'Carol', email: 'carol@bazaar.example', password: 'a long and simple sentence' } },
    },
  ],
};
