import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../paths.ts';
import { refusedOf } from './change.ts';
import { compareContracts } from './compare.ts';
import { currentPictures, pictureOf, type TopicPicture } from './picture.ts';
import { releaseOf } from './released.ts';
import { whoIsWho } from './whoIsWho.ts';

type Field = z.ZodType;

/** A topic with one event `Placed` of these fields. */
const topicOf = (fields: Record<string, Field>, meta: { key?: string; closed?: boolean } = {}): TopicPicture => {
  const { key = 'orderId', closed = false } = meta;
  const data = { orderId: z.uuid(), ...fields };
  const placed = z.object({ type: z.literal('Placed'), data: closed ? z.strictObject(data) : z.object(data) });
  const union = z.discriminatedUnion('type', [placed]).meta({ key, description: 'Orders.' });
  return pictureOf('orders.v1', union);
};

const nobody = new Map<string, string[]>();
const changesOf = (before: TopicPicture, after?: TopicPicture, readers = nobody) =>
  compareContracts(releaseOf([before], [], '2030-01-01'), after ? [after] : [], readers);
const change = (before: Record<string, Field>, after: Record<string, Field>) =>
  changesOf(topicOf(before), topicOf(after));

const withPaid = (topic: TopicPicture): TopicPicture => ({
  ...topic,
  events: { ...topic.events, Paid: { description: '', schema: {} } },
});

const text = z.string();
const status = z.enum(['PENDING', 'PAID']);

describe('what an old event in a log would not survive is breaking', () => {
  it.each([
    ['a removed field', { total: z.int() }, {}, 'was removed'],
    ['a removed optional field', { total: z.int().optional() }, {}, 'was removed'],
    ['a renamed field', { total: z.int() }, { sum: z.int() }, 'renamed to sum?'],
    ['a new required field', {}, { total: z.int() }, 'new and required'],
    ['an optional one that is required', { total: z.int().optional() }, { total: z.int() }, 'is required'],
    ['another type', { total: z.int() }, { total: text }, 'was integer, is string'],
    ['a number that is whole', { total: z.number() }, { total: z.int() }, 'was number, is integer'],
    ['a null that is not allowed', { total: z.int().nullable() }, { total: z.int() }, 'not be null any more'],
    ['a removed value', { status }, { status: z.enum(['PAID']) }, '"PENDING" was removed'],
    ['a text with few values', { status: text }, { status }, 'takes only "PENDING", "PAID"'],
    ['another constant', { kind: z.literal('a') }, { kind: z.literal('b') }, '"a" was removed'],
    ['a narrower limit', { name: text.max(9) }, { name: text.max(5) }, 'maxLength was 9, is 5'],
    ['a new limit', { count: z.int() }, { count: z.int().positive() }, 'exclusiveMinimum was not set, is 0'],
    ['another format', { at: z.iso.datetime() }, { at: z.iso.date() }, 'format was date-time, is date'],
    ['ids of one version', { id: z.uuid() }, { id: z.uuidv4() }, 'pattern was not set'],
    ['instants of one precision', { at: z.iso.datetime() }, { at: z.iso.datetime({ precision: 3 }) }, 'pattern was'],
    ['instants in another zone', { at: z.iso.datetime({ offset: true }) }, { at: z.iso.datetime() }, 'pattern was'],
    ['a new pattern', { name: text }, { name: text.regex(/^a/) }, 'pattern was not set'],
    ['a field of a list', { lines: z.array(z.object({ a: text })) }, { lines: z.array(z.object({})) }, 'lines[].a'],
    ['a number with a new limit', { total: z.int() }, { total: z.number().max(10) }, 'maximum was not set, is 10'],
    ['values of a record', { map: z.record(text, z.int()) }, { map: z.record(text, text) }, 'map{}: was integer'],
    ['keys of a record', { map: z.partialRecord(status, text) }, { map: z.record(status, text) }, 'map.PENDING: was'],
    ['unnamed fields', { any: z.looseObject({}) }, { any: z.object({}).catchall(text) }, 'not every unknown field'],
    ['a keyword nobody knows', { map: z.record(text, z.int()) }, { map: z.record(z.uuid(), z.int()) }, 'has changed'],
  ])('%s', (_what, before, after, words) => {
    const [first] = change(before, after);

    expect(first?.severity).toBe('breaking');
    expect(`${first?.where}: ${first?.what}`).toContain(words);
  });

  it('a removed event, a removed topic, another key', () => {
    const before = topicOf({});
    const none = { ...before, events: {} };

    const kinds = [changesOf(before, none), changesOf(before), changesOf(before, topicOf({}, { key: 'customerId' }))];

    expect(kinds.map(([first]) => [first?.severity, first?.what])).toEqual([
      ['breaking', expect.stringContaining('the event was removed')],
      ['breaking', expect.stringContaining('the topic was removed')],
      ['breaking', expect.stringContaining('the key was orderId, is customerId')],
    ]);
  });

  it('a contract that refuses what it does not know', () => {
    expect(changesOf(topicOf({}), topicOf({}, { closed: true }))).toMatchObject([
      { severity: 'breaking', what: expect.stringContaining('refuses unknown fields') },
    ]);
  });
});

describe('what an old reader would refuse needs readers first', () => {
  it.each([
    ['a new value', { status }, { status: z.enum(['PENDING', 'PAID', 'LOST']) }, '"LOST" is new'],
    ['a required one that is optional', { total: z.int() }, { total: z.int().optional() }, 'is optional'],
    ['a null', { total: z.int() }, { total: z.int().nullable() }, 'may be null now'],
    ['a wider limit', { name: text.max(5) }, { name: text.max(9) }, 'maxLength was 5, is 9'],
    ['a number that was whole', { total: z.int() }, { total: z.number() }, 'was integer, is number'],
    ['any text instead of ids', { id: z.uuid() }, { id: text }, 'format was uuid, is not set'],
    ['wider values of a record', { map: z.record(text, z.int()) }, { map: z.record(text, z.number()) }, 'was integer'],
    ['any unnamed field', { any: z.object({}).catchall(text) }, { any: z.looseObject({}) }, 'every unknown field now'],
    ['any text instead of few', { status }, { status: text }, 'takes any value'],
  ])('%s', (_what, before, after, words) => {
    expect(change(before, after)).toMatchObject([{ severity: 'readersFirst', what: expect.stringContaining(words) }]);
  });

  it('a new event on a topic that somebody reads', () => {
    const readers = new Map([['orders.v1', ['email', 'notification']]]);

    expect(changesOf(topicOf({}), withPaid(topicOf({})), readers)).toEqual([
      {
        severity: 'readersFirst',
        where: 'orders.v1 Paid',
        what: 'the event is new: email, notification would pass it over for good',
      },
    ]);
  });

  it('a new field where readers refuse unknown ones', () => {
    const [before, after] = [topicOf({}, { closed: true }), topicOf({ note: text.optional() }, { closed: true })];

    expect(changesOf(before, after)).toMatchObject([{ severity: 'readersFirst' }]);
  });
});

describe('what nobody notices is fine', () => {
  it.each([
    ['nothing', { total: z.int() }, { total: z.int() }, []],
    ['other words', { total: z.int().describe('a') }, { total: z.int().describe('b') }, []],
    ['a new optional field', {}, { note: text.optional() }, [{ severity: 'additive' }]],
  ])('%s', (_what, before, after, expected) => {
    expect(change(before, after)).toMatchObject(expected);
  });

  it('a new event that nobody reads, and a new topic', () => {
    const before = topicOf({});

    expect(changesOf(before, withPaid(before))).toMatchObject([{ severity: 'additive', where: 'orders.v1 Paid' }]);
    expect(compareContracts([], [before], nobody)).toMatchObject([{ severity: 'additive', what: 'the topic is new' }]);
  });
});

describe('a rule that a picture would not show is refused', () => {
  it.each<[string, Field]>([
    ['a refinement', z.int().refine((value) => value !== 13)],
    ['a refinement of something optional', z.int().optional().refine(Boolean)],
    ['one in a record of lists', z.record(text, z.array(text.check(() => undefined)))],
    ['a refinement of an object', z.object({}).superRefine(() => undefined)],
    ['a transformation', text.transform((value) => value.length)],
    ['a text that is trimmed', text.trim()],
    ['a second form', text.pipe(z.uuid())],
    ['what is made fit', z.coerce.number()],
    ['what is put in', z.int().catch(0)],
    ['flags of a pattern', text.regex(/^a/i)],
    ['a form without a pattern', z.url({ hostname: /^shop/ })],
  ])('%s', (_what, field) => {
    expect(() => topicOf({ field })).toThrow(expect.objectContaining({ reason: 'HIDDEN_RULE' }));
  });

  it('by its name', () => {
    expect(() => topicOf({ total: z.int().refine(Boolean) })).toThrow(
      'orders.v1 oneOf.0.properties.data.properties.total has a rule (custom)',
    );
  });

  it('which the contracts have none of', () => {
    expect(currentPictures()).not.toEqual([]);
  });
});

describe('what may pass', () => {
  const changes = (['breaking', 'readersFirst', 'additive'] as const).map((severity) => ({
    severity,
    where: '',
    what: '',
  }));
  const refused = (meant: { readersFirst?: boolean; unchanged?: boolean }) =>
    refusedOf(changes, { readersFirst: false, unchanged: false, ...meant }).map(({ severity }) => severity);

  it('is what readers understand, or will by then', () => {
    expect(refused({})).toEqual(['breaking', 'readersFirst']);
    expect(refused({ readersFirst: true })).toEqual(['breaking']);
  });

  it('is nothing where a release is to be what was taken over', () => {
    expect(refused({ unchanged: true, readersFirst: true })).toEqual(['breaking', 'readersFirst', 'additive']);
  });
});

it('a type keeps the day of its first release', () => {
  const [first] = releaseOf([topicOf({})], [], '2030-01-01');
  const [second] = releaseOf([topicOf({})], first ? [first] : [], '2031-01-01');

  expect(second?.events['Placed']?.since).toBe('2030-01-01');
});

it('the code says who publishes and who reads', () => {
  const { publishers, readers } = whoIsWho(projectRoot);

  expect(publishers.get('reservations.v1')).toEqual(['products']);
  expect(readers.get('products.v1')).toEqual(['gateway', 'products']);
  expect(readers.get('payments.v1')).toEqual(['email', 'notification', 'orders']);
});
