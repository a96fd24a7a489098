import type { GraphQLFormattedError } from 'graphql';
import type { Principal } from '#kernel/auth/principal.ts';
import type { Span } from '#kernel/tracing/span.ts';
import type { Explanation } from '../explain/explanation.ts';
import type { PassedOn } from '../identity.ts';
import type { WrittenResult } from './written.ts';

/** What a client asks, whatever protocol brought it. */
export type Operation = {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Of a persisted operation (`extensions.persistedQuery.sha256Hash`); `query` may then be empty. */
  readonly persistedHash?: string | undefined;
  /** The cursor behind which a stream goes on, where the protocol has a place for it and the operation says nothing. */
  readonly after?: string | undefined;
};

export type OperationKind = 'query' | 'mutation' | 'subscription';

/** Who asks, and on what terms. */
export type Caller = {
  readonly principal: Principal;
  /** The header that `principal` was read from. */
  readonly authorization: string | undefined;
  readonly requestId: string;
  /** Where the request comes from, for limits per source. */
  readonly clientAddress?: string | undefined;
  /** Headers of the client that subgraphs get, where the identity passes any on. */
  readonly passedOn?: PassedOn | undefined;
  /** What the identity remembers of it while it is served. */
  forAll?: Readonly<Record<string, string>> | undefined;
  /** W3C trace context that the client sent. */
  readonly traceparent?: string | undefined;
  /** Of the operation, where it is traced. */
  readonly span?: Span | undefined;
  /** Takes down how it is answered, where its developer wants to see it. */
  readonly explain?: Explanation | undefined;
  /** What the protocol can carry; anything else is refused before it runs. */
  readonly kinds: readonly OperationKind[];
};

/** Errors are in the one format. Without `data` nothing was executed. */
export type Result = WrittenResult;

/** The results of a subscription. `next` rejects with `StreamFailed` when it ends early; `return` ends it at once. */
export type ResultStream = AsyncIterableIterator<Result> & {
  /** Where to go on behind the last result, for a stream that can be resumed. */
  readonly cursor?: string | undefined;
};

/** The one door to everything behind the protocols. It never rejects: failures are results. */
export type Execute = (operation: Operation, caller: Caller) => Promise<Result | ResultStream>;

export const isStream = (result: Result | ResultStream): result is ResultStream => Symbol.asyncIterator in result;

/** Why a subscription ended although neither side wanted it to. */
export class StreamFailed extends Error {
  override readonly name = 'StreamFailed';
  readonly errors: readonly GraphQLFormattedError[];

  constructor(errors: readonly GraphQLFormattedError[]) {
    super(errors.map(({ message }) => message).join('; '));
    this.errors = errors;
  }
}
