import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contracts } from './registry.ts';

/**
 * One message of each type, as it lay on its topic on the day that the type was published, in
 * `samples/<topic>.<type>.json`. Messages stay in logs and dead letters for long, so a sample may never be edited: when
 * this test fails, the contract has to change. A field that is added must be optional; a new type brings its sample along.
 */
const folder = new URL('samples/', import.meta.url);

const types = Object.entries(contracts).flatMap(([topic, schema]) =>
  schema.options.map(({ shape }) => ({ topic, type: shape.type.value, schema })),
);

describe.each(types)('$topic $type', ({ topic, type, schema }) => {
  it('still reads the message that was stored for it', () => {
    const sample: unknown = JSON.parse(readFileSync(new URL(`${topic}.${type}.json`, folder), 'utf8'));

    const event = schema.parse(sample);

    // Nothing of it may be dropped either: somebody may rely on the field.
    expect(event).toEqual(sample);
    expect(event.type).toBe(type);
  });
});

it('no published type has left its contract', () => {
  const known = types.map(({ topic, type }) => `${topic}.${type}.json`);

  expect(readdirSync(folder).toSorted()).toEqual(known.toSorted());
});
