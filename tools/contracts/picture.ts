import { z } from 'zod';
import { contracts } from '#events/contracts/registry.ts';
import { refuseHidden } from './refuseHidden.ts';

/** JSON Schema as far as contracts use it; anything else is compared as a whole. */
export type Schema = {
  readonly [keyword: string]: unknown;
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: Schema | undefined;
  /** Of fields without a name, such as the values of a record; `false` refuses them. */
  readonly additionalProperties?: Schema | false | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
};

export type EventPicture = { readonly description: string; readonly schema: Schema };

/** What a topic promises, taken from its contract. */
export type TopicPicture = {
  readonly topic: string;
  /** The field of `data` that is the message's key. */
  readonly key: string;
  readonly description: string;
  readonly events: Readonly<Record<string, EventPicture>>;
};

const topicSchema = z.object({
  key: z.string(),
  description: z.string(),
  oneOf: z.array(z.looseObject({ description: z.string().default('') })),
});
const named = z.object({ properties: z.object({ type: z.object({ const: z.string() }) }) });

/** Every topic as its contract is now. */
export const currentPictures = (): TopicPicture[] =>
  Object.entries(contracts).map(([topic, contract]) => pictureOf(topic, contract));

/**
 * @param contract a union of events, with `key` and `description`.
 * @throws AppError BAD_USER_INPUT (HIDDEN_RULE) where the contract asks for something that no picture shows.
 */
export function pictureOf(topic: string, contract: z.ZodType): TopicPicture {
  const { key, description, oneOf } = topicSchema.parse(jsonOf(contract, topic));
  const events = oneOf.map((schema) => {
    const { description: meaning, ...rest } = schema;
    return [named.parse(schema).properties.type.const, { description: meaning, schema: plain(rest) }] as const;
  });
  return { topic, key, description, events: Object.fromEntries(events) };
}

/** `input`: what a reader must be ready for. */
const jsonOf = (contract: z.ZodType, topic: string): unknown =>
  z.toJSONSchema(contract, {
    io: 'input',
    reused: 'inline',
    override: ({ zodSchema, path }) => refuseHidden(zodSchema, `${topic} ${path.join('.')}`),
  });

/** What zod takes for a format when nothing else is asked; a narrower one, such as `z.uuidv4()`, has the same format. */
const USUAL_PATTERNS = new Map<unknown, unknown>(
  [z.uuid(), z.iso.datetime()].map((schema) => z.toJSONSchema(schema)).map(({ format, pattern }) => [format, pattern]),
);

/** The limits that zod puts on every whole number mean nothing, and what a format says by itself needs no pattern. */
function plain(schema: Schema): Schema {
  const { pattern, format, minimum, maximum, items, anyOf, properties, additionalProperties, ...rest } = schema;
  const isUsual = format !== undefined && pattern === USUAL_PATTERNS.get(format);
  return {
    ...rest,
    ...(format !== undefined && { format }),
    ...(pattern !== undefined && !isUsual && { pattern }),
    ...(minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER && { minimum }),
    ...(maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER && { maximum }),
    ...(items && { items: plain(items) }),
    ...(anyOf && { anyOf: anyOf.map(plain) }),
    ...(properties && { properties: mapValues(properties, plain) }),
    ...(additionalProperties !== undefined && {
      additionalProperties: additionalProperties && plain(additionalProperties),
    }),
  };
}

export const mapValues = <From, To>(from: Readonly<Record<string, From>>, change: (value: From) => To) =>
  Object.fromEntries(Object.entries(from).map(([name, value]) => [name, change(value)]));
