import { expectOutcome } from './failure.ts';
import type { Person } from './person.ts';

export type Session = {
  readonly __typename: 'Session';
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: string;
  readonly user: { readonly id: string; readonly name: string; readonly roles: readonly string[] };
};

type UserError<Name extends string> = { readonly __typename: Name; readonly code: string };

export type Credentials = { readonly name: string; readonly email: string; readonly password: string };

const SESSION = `__typename
  ... on Session { accessToken refreshToken expiresAt user { id name roles } }
  ... on UserError { code message }`;

export async function register(visitor: Person, input: Credentials): Promise<Session | UserError<'EmailTaken'>> {
  const document = `mutation Register($input: RegisterInput!) { register(input: $input) { ${SESSION} } }`;
  const answer = await visitor.ask<{ register: Session | UserError<'EmailTaken'> }>(document, { input });
  return answer.register;
}

type LoginResult = Session | UserError<'InvalidCredentials' | 'AccountDisabled'>;

export async function login(visitor: Person, email: string, password: string): Promise<LoginResult> {
  const document = `mutation Login($input: LoginInput!) { login(input: $input) { ${SESSION} } }`;
  return (await visitor.ask<{ login: LoginResult }>(document, { input: { email, password } })).login;
}

type RefreshResult = Session | UserError<'SessionEnded'>;

export async function refresh(visitor: Person, refreshToken: string): Promise<RefreshResult> {
  const document = `mutation Refresh($input: RefreshSessionInput!) { refreshSession(input: $input) { ${SESSION} } }`;
  return (await visitor.ask<{ refreshSession: RefreshResult }>(document, { input: { refreshToken } })).refreshSession;
}

/** The session of somebody who may have registered before a crash. */
export async function registerOrLogIn(visitor: Person, person: Credentials): Promise<Session> {
  const registered = await register(visitor, person);
  if (registered.__typename === 'Session') return registered;
  return expectOutcome(await login(visitor, person.email, person.password), 'Session');
}
