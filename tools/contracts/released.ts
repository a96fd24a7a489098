import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { mapValues, type Schema, type TopicPicture } from './picture.ts';

const releasedFile = z.object({
  topic: z.string(),
  key: z.string(),
  /** `since`: the day on which the type was first released. */
  events: z.record(z.string(), z.object({ since: z.iso.date(), schema: z.custom<Schema>() })),
});

/** What a topic promised when it was released last. */
export type Released = z.infer<typeof releasedFile>;

/** Every `<topic>.json` of a folder. */
export function readReleased(folder: string): Released[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.toSorted().map((name) => releasedFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}

/** What is released now; types that were released before keep their day. @param today as `YYYY-MM-DD`. */
export const releaseOf = (pictures: readonly TopicPicture[], before: readonly Released[], today: string): Released[] =>
  pictures.map(({ topic, key, events }) => {
    const known = before.find((old) => old.topic === topic)?.events ?? {};
    const released = Object.entries(events).map(([type, { schema }]) => {
      return [type, { since: known[type]?.since ?? today, schema: withoutWords(schema) }] as const;
    });
    return { topic, key, events: Object.fromEntries(released) };
  });

export function writeReleased(folder: string, released: readonly Released[]): void {
  mkdirSync(folder, { recursive: true });
  for (const each of released) writeFileSync(join(folder, `${each.topic}.json`), `${JSON.stringify(each, null, 2)}\n`);
}

/** Descriptions may change at any time. */
function withoutWords(schema: Schema): Schema {
  const { description: _description, items, anyOf, properties, additionalProperties, ...rest } = schema;
  return {
    ...rest,
    ...(items && { items: withoutWords(items) }),
    ...(anyOf && { anyOf: anyOf.map(withoutWords) }),
    ...(properties && { properties: mapValues(properties, withoutWords) }),
    ...(additionalProperties !== undefined && {
      additionalProperties: additionalProperties && withoutWords(additionalProperties),
    }),
  };
}
