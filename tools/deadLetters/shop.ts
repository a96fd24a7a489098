import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { type Admin, signIn } from '../catalogue/transfer.ts';
import type { Ask, Member } from '../seed/graphqlClient.ts';
import type { Filters } from './readArguments.ts';

export type Key = { readonly consumer: string; readonly topic: string; readonly key: string };

const text = z.string().nullable();

/** Instants as ISO 8601. */
const letterSchema = z.object({
  id: z.string(),
  consumer: z.string(),
  topic: z.string(),
  key: z.string(),
  kind: z.string(),
  status: z.string(),
  reason: text,
  message: text,
  attempts: z.number().nullable(),
  stack: text,
  failedAt: text,
  recordedAt: z.string(),
  origin: z.string(),
  requestId: text,
  traceparent: text,
  failedAgain: z.boolean(),
  note: text,
  settledAt: text,
});
const shownSchema = letterSchema.extend({ event: z.string() });
const pageSchema = z.object({
  nodes: z.array(letterSchema),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  totalCount: z.number(),
});
const replayedSchema = z.object({ deadLetters: z.array(letterSchema) });
const droppedSchema = z.object({ deadLetter: letterSchema });

export type Letter = z.infer<typeof letterSchema>;
export type ShownLetter = z.infer<typeof shownSchema>;

const FIELDS = Object.keys(letterSchema.shape).join(' ');
const PAGE = 100;
/** Access tokens end after 15 minutes; a long replay signs in again. */
const TOKEN_MS = 10 * 60_000;

const LIST = `query ($filter: DeadLetterFilter, $first: Int, $after: String) {
  deadLetters(filter: $filter, first: $first, after: $after) {
    nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } totalCount
  }
}`;
const SHOW = `query ($id: ID!) { deadLetter(id: $id) { ${FIELDS} event } }`;
const REPLAY = `mutation ($input: ReplayDeadLettersInput!) {
  replayDeadLetters(input: $input) {
    ... on DeadLettersReplayed { deadLetters { ${FIELDS} } } ... on UserError { code message }
  }
}`;
const DROP = `mutation ($input: DropDeadLetterInput!) {
  dropDeadLetter(input: $input) { ... on DeadLetterDropped { deadLetter { ${FIELDS} } } ... on UserError { code message } }
}`;

export type Listed = { readonly letters: readonly Letter[]; readonly total: number };

/** A session of an admin. */
export type Session = { ask(document: string, variables: Record<string, unknown>): Promise<Member> };

export function openSession(ask: Ask, credentials: { email: string; password: string }): Session {
  let signedIn: Promise<Admin> | undefined;
  let signedInAt = 0;
  return {
    ask: async (document, variables) => {
      if (performance.now() - signedInAt > TOKEN_MS) signedIn = undefined;
      if (!signedIn) {
        signedInAt = performance.now();
        signedIn = signIn(ask, credentials);
      }
      return ask(document, variables, (await signedIn).token);
    },
  };
}

/** The dead letters of a shop, by its public address. All throw AppError REFUSED, UNAVAILABLE (SHOP_UNREACHABLE). */
export type Shop = {
  /** Newest first, no more than `limit`. */
  list(filters: Filters & { statuses?: readonly string[] }, limit: number): Promise<Listed>;
  /** @throws AppError NOT_FOUND. */
  show(id: string): Promise<ShownLetter>;
  /** @returns what comes again, oldest first; nothing for a key that has no letters any more. */
  replay(key: Key, dryRun: boolean): Promise<readonly Letter[]>;
  drop(id: string, note: string): Promise<Letter>;
};

export const makeShop = ({ ask }: Session): Shop => ({
  list: async ({ statuses, status, ...fields }, limit) => {
    const letters: Letter[] = [];
    const filter = { ...compared(fields), ...statusOf(status === undefined ? statuses : [status]) };
    for (let after: string | null = null; ; ) {
      const first = Math.min(PAGE, limit - letters.length);
      const page: z.infer<typeof pageSchema> = pageSchema.parse(await ask(LIST, { filter, first, after }));
      letters.push(...page.nodes);
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage || letters.length >= limit) return { letters, total: page.totalCount };
    }
  },
  show: async (id) => shownSchema.parse(await ask(SHOW, { id }).catch(absent(id))),
  replay: async ({ consumer, topic, key }, dryRun) => {
    const answer = await ask(REPLAY, { input: { consumer, topic, key, dryRun } });
    if (answer['code'] === 'NOTHING_PARKED') return [];
    return replayedSchema.parse(accepted(answer)).deadLetters;
  },
  drop: async (id, note) => droppedSchema.parse(accepted(await ask(DROP, { input: { id, note } }))).deadLetter,
});

const compared = (fields: Omit<Filters, 'status'>) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, { eq: value }]])),
  );

const statusOf = (statuses: readonly string[] | undefined) => (statuses ? { status: { in: statuses } } : {});

const absent =
  (id: string) =>
  (error: unknown): never => {
    if (!(error instanceof AppError) || error.reason !== 'NO_DATA') throw error;
    throw new AppError('NOT_FOUND', 'DEAD_LETTER_NOT_FOUND', `there is no dead letter ${id}`);
  };

function accepted(answer: Member): Member {
  if (!('code' in answer)) return answer;
  throw new AppError('REFUSED', String(answer['code']), String(answer['message']));
}
