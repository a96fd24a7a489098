import { describe, expect, it } from 'vitest';
import { type AnswerIn, laboratory, type Seen } from '../../testing/conformance/comparison.ts';
import { generateOperation } from '../../testing/conformance/operations.ts';
import { type Random, seeded } from '../../testing/conformance/random.ts';
import { sources } from '../../testing/conformance/supergraphs.ts';
import { unavailable } from '../errors.ts';
import type { SubgraphAnswer } from '../subgraphClient.ts';
import { readAnswer } from '../subgraphClient.ts';

const OPERATIONS = Number(process.env['CONFORMANCE_OPERATIONS'] ?? 300);

const names = Object.keys(sources) as (keyof typeof sources)[];

describe.each(names)('answers taken as text on %s', { timeout: 120_000 }, (name) => {
  it('are many of those of sound subgraphs', async () => {
    const lab = laboratory(sources[name]);
    let [all, taken] = [0, 0];
    for (const { prepared, generated } of operationsOn(name, lab)) {
      await lab.ours(prepared, generated, 'sound', (text, { read }) => {
        const data = read?.(text);
        all += 1;
        if (data) taken += 1;
        return data ? { data } : readAnswer(JSON.parse(text), 200);
      });
    }
    // Least where interface objects are: what their entities are is found out on the way.
    expect(taken / all).toBeGreaterThan(name === 'media' ? 0.3 : 0.6);
  });

  it('give what the same give that are parsed, however they were spoilt', async () => {
    const lab = laboratory(sources[name]);
    const wrong: unknown[] = [];
    for (const { prepared, generated } of operationsOn(name, lab)) {
      const texts: string[] = [];
      const [taken, parsed] = [
        await lab.ours(prepared, generated, 'sound', spoiling(texts, true)),
        await lab.ours(prepared, generated, 'sound', spoiling([], false)),
      ];
      if (plain(taken) !== plain(parsed)) wrong.push({ ...generated, texts, taken, parsed });
      if (wrong.length === 3) break;
    }
    expect(wrong).toEqual([]);
  });
});

function* operationsOn(name: string, lab: ReturnType<typeof laboratory>) {
  for (let index = 0; index < OPERATIONS; index++) {
    const generated = generateOperation(lab.schema, `${name} ${index}`);
    const prepared = lab.prepare(generated);
    if (prepared) yield { prepared, generated };
  }
}

/** No difference between 0 and -0, as in JSON. */
const plain = (seen: Seen): string => JSON.stringify(seen);

/** Each answer is spoilt in one place, the same for the same request. */
const spoiling =
  (texts: string[], isTaken: boolean): AnswerIn =>
  (sound, { body, read }) => {
    const random = seeded(body);
    const text = random.chance(10) ? sound : random.one(WAYS)(sound, random);
    texts.push(text);
    const data = isTaken ? read?.(text) : undefined;
    return data ? { data } : parsedAnswer(text);
  };

function parsedAnswer(text: string): SubgraphAnswer {
  try {
    return readAnswer(JSON.parse(text), 200);
  } catch {
    return { data: null, errors: [unavailable('some')] };
  }
}

type Spoil = (text: string, random: Random) => string;

const VALUE = /(?<=:)(?:"[^"]*"|-?\d[\d.]*|true|false|null)/g;
const KEY = /"\w+":(?:"[^"]*"|-?\d[\d.]*|true|false|null)/g;

const VALUES = [
  'null',
  '-0',
  '-0.0',
  '1.0',
  '1e3',
  '1E400',
  '-1',
  '01',
  '.5',
  '1.',
  '9007199254740993',
  '123456789012345678901234567890',
  '0.1234567890123456789',
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '"\\u0041\\n\\/\\\\"',
  '"\\x41"',
  '"a\u0001b"',
  '"\u2028\u{1f600}ä"',
  '""',
  '"Yeti"',
  '"DINGO"',
  'NaN',
  'tru',
  '{}',
  '[]',
  '[null]',
  '{"__typename":"Yeti"}',
  `${'['.repeat(3_000)}${']'.repeat(3_000)}`,
];

const at = (text: string, from: number, to: number, instead: string): string =>
  text.slice(0, from) + instead + text.slice(to);

/** Changes one of the places that an expression finds. */
const oneOf =
  (expression: RegExp, change: (found: string, random: Random) => string): Spoil =>
  (text, random) => {
    const found = [...text.matchAll(expression)];
    if (found.length === 0) return text;
    const { index, 0: old } = random.one(found);
    return at(text, index, index + old.length, change(old, random));
  };

const WAYS: readonly Spoil[] = [
  oneOf(VALUE, (_old, random) => random.one(VALUES)),
  oneOf(VALUE, (_old, random) => random.one(VALUES)),
  // A key that comes twice, one that nobody asked for, and one that is missing.
  oneOf(KEY, (old, random) => `${old},${old.replace(/:.*/, `:${random.one(VALUES)}`)}`),
  oneOf(KEY, (old) => `"more":1,${old}`),
  oneOf(KEY, (old) => `${old},"__proto__":{"title":"x"}`),
  oneOf(/"\w+":(?:"[^"]*"|-?\d[\d.]*|true|false|null),/g, () => ''),
  oneOf(/("\w+":(?:"[^"]*"|\d+)),("\w+":(?:"[^"]*"|\d+))/g, (old) => old.split(',').reverse().join(',')),
  oneOf(/[,:{}[\]]/g, (old) => ` ${old}\n`),
  oneOf(/[,:{}[\]"]/g, () => ''),
  oneOf(/[,:{}[\]"]/g, (old) => old + old),
  oneOf(/"__typename":"\w+"/g, (_old, random) => `"__typename":"${random.one(['Dog', 'Cat', 'Yeti', 'Book', 'No'])}"`),
  oneOf(/\[[^[\]]*\]/g, (old) => `[${old}]`),
  (text, random) => text.slice(0, random.next(text.length)),
  (text, random) => text + random.one(['\n', ' ', '}', ',', '{}', '\u0000']),
  (text) => text.replace(/\}$/, ',"errors":[{"message":"no","extensions":{"code":"NO"}}]}'),
  (text) => text.replace(/\}$/, ',"extensions":{"a":1}}'),
  (text, random) => at(text, random.next(text.length), random.next(text.length) + 1, ''),
];
