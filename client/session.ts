export type Tokens = { readonly accessToken: string; readonly refreshToken: string };

/** Where the tokens of the signed-in user are; all windows of one user share it. */
export type TokenStore = {
  load(): Tokens | undefined | Promise<Tokens | undefined>;
  /** Undefined when nobody is signed in any more. */
  save(tokens: Tokens | undefined): void | Promise<void>;
};

/** Runs one piece of work at a time, of all windows that share the tokens. */
export type Exclusively = <Done>(work: () => Promise<Done>) => Promise<Done>;

export function memoryStore(): TokenStore {
  let kept: Tokens | undefined;
  return {
    load: () => kept,
    save: (tokens) => {
      kept = tokens;
    },
  };
}

/** For one window. */
export function oneAtATime(): Exclusively {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work, work);
    last = done;
    return done;
  };
}

type Options = {
  readonly store: TokenStore;
  readonly exclusively: Exclusively;
  /** The next tokens for a refresh token, or undefined when the session is over. */
  refresh(refreshToken: string): Promise<Tokens | undefined>;
  onEnded(): void;
};

/**
 * The access token, and the next one when it is refused. A refresh token works once, and a second use ends the session of
 * everybody who holds it: so tokens are renewed by one at a time, and whoever waited takes what the first one got.
 */
export class Session {
  readonly #options: Options;
  /** The token whose end was told. */
  #told: string | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Undefined for a visitor. */
  async accessToken(): Promise<string | undefined> {
    return (await this.#options.store.load())?.accessToken;
  }

  /** @returns another token than the refused one, or undefined when the session is over. */
  renew(refused: string): Promise<string | undefined> {
    const { store, exclusively, refresh } = this.#options;
    return exclusively(async () => {
      const tokens = await store.load();
      // It may have ended in another window.
      if (!tokens) return this.#end(refused);
      if (tokens.accessToken !== refused) return tokens.accessToken;
      const next = await refresh(tokens.refreshToken);
      await store.save(next);
      return next ? next.accessToken : this.#end(refused);
    });
  }

  #end(refused: string): undefined {
    if (this.#told !== refused) this.#options.onEnded();
    this.#told = refused;
  }
}
