import { randomUUID } from 'node:crypto';
import type mongoose from 'mongoose';
import {
  CAUSATION_ID_HEADER,
  currentCausationId,
  currentRequestId,
  currentTraceparent,
  REQUEST_ID_HEADER,
} from '#kernel/callContext.ts';
import { AppError } from '#kernel/errors.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { TRACEPARENT_HEADER, traceparentOf } from '#kernel/traceparent.ts';
import { parseInput } from '#kernel/validation.ts';
import { contracts, type EventOf, type Topic } from '../contracts/registry.ts';
import { type OutboxCollections, type OutboxRow, outboxCollections } from './outboxRows.ts';
import { type Aggregate, relayBell } from './relayBell.ts';

/** An event of its topic before the outbox gives it id and sequence. */
type DraftOf<T extends Topic, Event extends EventOf<T>> =
  Event extends EventOf<T>
    ? {
        readonly topic: T;
        /** The aggregate's id: its events stay in order. */
        readonly key: string;
        readonly type: Event['type'];
        readonly data: Event['data'];
        /** Business time. */
        readonly occurredAt: Date;
        /** A UUID of the caller's, when the same change may be written twice under one id; random otherwise. */
        readonly id?: string;
        /** Whose doing it is, where one transaction writes for many; the request being served otherwise. */
        readonly requestId?: string | undefined;
        /** The trace context of that request. */
        readonly traceparent?: string | undefined;
        /** What it follows from, where one transaction writes for many (null: a person began it); else as the call says. */
        readonly causationId?: string | null | undefined;
        /**
         * The event's place among the aggregate's published ones, from 1, where the aggregate counts them itself and its
         * own guard lets only one writer take a place. All events of an aggregate say it, or none does.
         */
        readonly sequence?: number;
      }
    : never;

export type Draft = { [T in Topic]: DraftOf<T, EventOf<T>> }[Topic];

export type Outbox = {
  /**
   * Writes events next to the change that they tell of; they are published once the surrounding `mongo.transaction`
   * commits, and never if it doesn't. Each gets the next sequence of its aggregate, without gaps, unless it brings one.
   *
   * @throws AppError INTERNAL (NO_TRANSACTION) outside of a transaction, BAD_USER_INPUT (INVALID_INPUT) for an event
   * that breaks its contract, INTERNAL (WRONG_KEY) for a key that is not the field which the contract names.
   */
  append(events: readonly Draft[]): Promise<void>;
};

export function makeOutbox(mongo: Mongo): Outbox {
  const collections = outboxCollections(mongo);
  const bell = relayBell(mongo);
  const toldAtEnd = new WeakMap<mongoose.mongo.ClientSession, Aggregate[]>();
  return {
    append: async (drafts) => {
      const session = mongo.session();
      if (!session) throw new AppError('INTERNAL', 'NO_TRANSACTION', 'events are written inside a transaction only');
      if (drafts.length === 0) return;
      const counter = await takeSequences(collections, drafts.filter(isUncounted), session);
      const rows = drafts.map((draft) => rowOf(draft, draft.sequence ?? counter.next(draft)));
      await collections.rows.insertMany(rows, { session });
      const told = toldAtEnd.get(session);
      if (told) return void told.push(...drafts);
      const aggregates: Aggregate[] = [...drafts];
      toldAtEnd.set(session, aggregates);
      // The end of the session is right after the commit.
      session.once('ended', () => bell.ring(aggregates));
    },
  };
}

const isUncounted = ({ sequence }: Draft): boolean => sequence === undefined;

const aggregateOf = ({ topic, key }: Draft) => `${topic}/${key}`;

/**
 * The counter's document is what two transactions on one aggregate collide on: the later one only begins to count when
 * the earlier has committed, so no sequence is skipped, and none becomes visible before the one below it.
 */
async function takeSequences(
  { sequences }: OutboxCollections,
  drafts: readonly Draft[],
  session: mongoose.mongo.ClientSession,
) {
  const wanted = Map.groupBy(drafts, aggregateOf);
  const counted = wanted.size === 0 ? [] : await count(sequences, wanted, session);
  const next = new Map(counted.map(({ _id, last }) => [_id, last + 1 - (wanted.get(_id)?.length ?? 0)]));
  return {
    next: (draft: Draft): number => {
      const sequence = next.get(aggregateOf(draft)) ?? 1;
      next.set(aggregateOf(draft), sequence + 1);
      return sequence;
    },
  };
}

async function count(
  sequences: OutboxCollections['sequences'],
  wanted: ReadonlyMap<string, readonly Draft[]>,
  session: mongoose.mongo.ClientSession,
) {
  const counting = [...wanted].map(([_id, { length }]) => {
    return { updateOne: { filter: { _id }, update: { $inc: { last: length } }, upsert: true } };
  });
  await sequences.bulkWrite(counting, { session });
  return sequences.find({ _id: { $in: [...wanted.keys()] } }, { session }).toArray();
}

/** By topic: the field of `data` that is the key. */
const keyFields = new Map(
  Object.entries(contracts).map(([topic, contract]) => [topic, String(contract.meta()?.['key'])]),
);

/** With another key the events of an aggregate would go through other partitions, beside the earlier ones. */
function assertKey({ topic, key, data }: Draft): void {
  const field = keyFields.get(topic) ?? '';
  const fields: Readonly<Record<string, unknown>> = data;
  if (fields[field] === key) return;
  throw new AppError('INTERNAL', 'WRONG_KEY', `the key of an event of ${topic} must be its ${field}`);
}

function rowOf(draft: Draft, sequence: number): OutboxRow {
  const { topic, key, type, data, occurredAt, id = randomUUID(), requestId = currentRequestId() } = draft;
  const event = parseInput<EventOf<Topic>>(contracts[topic], {
    id,
    type,
    occurredAt: occurredAt.toISOString(),
    sequence,
    data,
  });
  assertKey(draft);
  const { causationId = currentCausationId() } = draft;
  // Where one transaction writes for many, it runs for none of them.
  const { traceparent = draft.requestId === undefined ? currentTraceparent() : traceparentOf(draft.requestId) } = draft;
  const headers = {
    ...(requestId !== undefined && { [REQUEST_ID_HEADER]: requestId }),
    ...(traceparent !== undefined && { [TRACEPARENT_HEADER]: traceparent }),
    ...(typeof causationId === 'string' && { [CAUSATION_ID_HEADER]: causationId }),
  };
  return { _id: id, topic, key, sequence, value: JSON.stringify(event), headers, createdAt: new Date(), pending: true };
}
