import type { Answered, Refused, ShopDoor, Unanswered } from './shopDoor.ts';

type Login = { readonly email: string; readonly password: string };
type SessionAnswer =
  | { readonly __typename: 'Session'; readonly accessToken: string; readonly user: { readonly id: string } }
  | { readonly __typename: string; readonly message?: string };

const SESSION = '__typename ... on Session { accessToken user { id } } ... on UserError { message }';
const LOG_IN = `mutation LogIn($input: LoginInput!) { session: login(input: $input) { ${SESSION} } }`;
const REGISTER = `mutation Register($input: RegisterInput!) { session: register(input: $input) { ${SESSION} } }`;
const TRIES = 60;

/** Somebody with an account, who signs in again when the access token has run out. */
export class Account {
  readonly id: string;
  readonly #door: ShopDoor;
  readonly #login: Login;
  readonly #signal: AbortSignal;
  #token: string;
  #renewal: Promise<string> | undefined;

  private constructor(door: ShopDoor, login: Login, signal: AbortSignal, { id, token }: { id: string; token: string }) {
    this.#door = door;
    this.#login = login;
    this.#signal = signal;
    this.id = id;
    this.#token = token;
  }

  /** @throws Error when the shop will not have it. */
  static async logIn(door: ShopDoor, login: Login, signal: AbortSignal): Promise<Account> {
    return new Account(door, login, signal, await sessionOf(door, LOG_IN, login, signal));
  }

  /** A new account. When the answer was lost, the account may be there already. @throws Error. */
  static async register(
    door: ShopDoor,
    login: Login & { readonly name: string },
    signal: AbortSignal,
  ): Promise<Account> {
    const session = await sessionOf(door, REGISTER, login, signal).catch(() => undefined);
    const { email, password } = login;
    if (!session) return Account.logIn(door, { email, password }, signal);
    return new Account(door, { email, password }, signal, session);
  }

  get accessToken(): string {
    return this.#token;
  }

  /** A new token, for all who noticed at the same time that the old one is no good. */
  renew(): Promise<string> {
    this.#renewal ??= sessionOf(this.#door, LOG_IN, this.#login, this.#signal)
      .then(({ token }) => {
        this.#token = token;
        return token;
      })
      .finally(() => {
        this.#renewal = undefined;
      });
    return this.#renewal;
  }

  /** As `ShopDoor.askPatiently`, in this customer's name. */
  async ask<Data>(document: string, variables: object, tries: number): Promise<Answered<Data> | Refused | Unanswered> {
    const patience = { tries, signal: this.#signal };
    const ask = (accessToken: string) => this.#door.askPatiently<Data>({ document, variables, accessToken }, patience);
    const answer = await ask(this.#token);
    if (answer.kind !== 'refused' || answer.code !== 'UNAUTHENTICATED') return answer;
    const renewed = await this.renew().catch(() => undefined); // the shop is away: then so is its answer
    return renewed === undefined ? { kind: 'unanswered' } : ask(renewed);
  }
}

async function sessionOf(door: ShopDoor, document: string, input: Login, signal: AbortSignal) {
  const question = { document, variables: { input } };
  const answer = await door.askPatiently<{ session: SessionAnswer }>(question, { tries: TRIES, signal });
  if (answer.kind !== 'answered') throw new Error(`no session for ${input.email}: ${JSON.stringify(answer)}`);
  const { session } = answer.data;
  if ('accessToken' in session) return { id: session.user.id, token: session.accessToken };
  throw new Error(`no session for ${input.email}: ${session.__typename}, ${session.message}`);
}
