import type { Tell } from './change.ts';
import type { Schema } from './picture.ts';

/** Tells what became of a released schema. `where` names it. */
export function compareSchemas(released: Schema, current: Schema, where: string, tell: Tell): void {
  const [old, now] = [withoutNull(released), withoutNull(current)];
  if (old.nullable && !now.nullable) tell('breaking', where, 'may not be null any more, but old events have nulls');
  if (!old.nullable && now.nullable) tell('readersFirst', where, 'may be null now, which readers do not expect');
  compareTypes(old.schema, now.schema, where, tell);
}

/** `anyOf` with null is how zod says nullable. */
function withoutNull(schema: Schema): { nullable: boolean; schema: Schema } {
  const { anyOf, ...rest } = schema;
  const others = anyOf?.filter(({ type }) => type !== 'null');
  if (!anyOf || !others || others.length === anyOf.length) return { nullable: false, schema };
  const [only] = others;
  return { nullable: true, schema: others.length === 1 && only ? only : { ...rest, anyOf: others } };
}

function compareTypes(old: Schema, now: Schema, where: string, tell: Tell): void {
  if (old.type !== now.type) {
    const widened = old.type === 'integer' && now.type === 'number';
    tell(widened ? 'readersFirst' : 'breaking', where, `was ${old.type ?? 'any'}, is ${now.type ?? 'any'}`);
    if (!widened) return;
  }
  compareValues(old, now, where, tell);
  for (const { keyword, lower } of LIMITS) compareLimits(old[keyword], now[keyword], { keyword, lower }, where, tell);
  compareForms(old, now, 'format', where, tell);
  compareForms(old, now, 'pattern', where, tell);
  compareRest(old, now, where, tell);
  if (old.items && now.items) compareSchemas(old.items, now.items, `${where}[]`, tell);
  if (old.properties && now.properties) compareFields(old, now, where, tell);
  compareRequired(old, now, where, tell);
  compareUnnamed(unnamedOf(old), unnamedOf(now), where, tell);
}

function compareValues(old: Schema, now: Schema, where: string, tell: Tell): void {
  const [before, after] = [valuesOf(old), valuesOf(now)];
  if (!before && !after) return;
  if (!after) tell('readersFirst', where, 'takes any value now, not only the released ones');
  else if (!before) tell('breaking', where, `takes only ${after.join(', ')} now`);
  else compareLists(before, after, where, tell);
}

function compareLists(before: readonly string[], after: readonly string[], where: string, tell: Tell): void {
  for (const value of before) {
    if (!after.includes(value)) tell('breaking', where, `the value ${value} was removed, but old events have it`);
  }
  for (const value of after) {
    if (!before.includes(value)) tell('readersFirst', where, `the value ${value} is new: readers refuse it`);
  }
}

const valuesOf = (schema: Schema): string[] | undefined => {
  if ('const' in schema) return [JSON.stringify(schema['const'])];
  return Array.isArray(schema['enum']) ? schema['enum'].map((value) => JSON.stringify(value)) : undefined;
};

type Limit = { readonly keyword: string; readonly lower: boolean };
const LIMITS: readonly Limit[] = [
  ...['minimum', 'exclusiveMinimum', 'minLength', 'minItems'].map((keyword) => ({ keyword, lower: true })),
  ...['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'].map((keyword) => ({ keyword, lower: false })),
];

function compareLimits(old: unknown, now: unknown, { keyword, lower }: Limit, where: string, tell: Tell): void {
  if (old === now) return;
  const none = lower ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const [before, after] = [old, now].map((value) => (typeof value === 'number' ? value : none));
  const narrower = lower ? Number(after) > Number(before) : Number(after) < Number(before);
  const what = `${keyword} was ${old ?? 'not set'}, is ${now ?? 'not set'}`;
  tell(narrower ? 'breaking' : 'readersFirst', where, what);
}

/** Nobody can tell whether a new form takes all that the old one took. A format without a pattern has its usual one. */
function compareForms(old: Schema, now: Schema, keyword: 'format' | 'pattern', where: string, tell: Tell): void {
  if (old[keyword] === now[keyword]) return;
  const what = `${keyword} was ${old[keyword] ?? 'not set'}, is ${now[keyword] ?? 'not set'}`;
  const isGone = now[keyword] === undefined && now['format'] === undefined;
  tell(isGone ? 'readersFirst' : 'breaking', where, what);
}

const KNOWN = new Set([
  ...['type', 'const', 'enum', 'format', 'pattern', 'items', 'properties', 'required', 'additionalProperties'],
  ...['description', '$schema', ...LIMITS.map(({ keyword }) => keyword)],
]);

/** What this comparison does not understand must stay as it is. */
function compareRest(old: Schema, now: Schema, where: string, tell: Tell): void {
  const keywords = new Set([...Object.keys(old), ...Object.keys(now)]);
  for (const keyword of [...keywords].filter((each) => !KNOWN.has(each))) {
    if (JSON.stringify(old[keyword]) !== JSON.stringify(now[keyword]))
      tell('breaking', where, `${keyword} has changed`);
  }
}

function compareFields(old: Schema, now: Schema, where: string, tell: Tell): void {
  const [before, after] = [old.properties ?? {}, now.properties ?? {}];
  const fresh = Object.keys(after).filter((name) => !(name in before));
  for (const [name, schema] of Object.entries(before)) {
    const current = after[name];
    if (current) compareSchemas(schema, current, at(where, name), tell);
    else {
      const renamed = fresh.find((each) => JSON.stringify(after[each]) === JSON.stringify(schema));
      tell('breaking', at(where, name), `was removed${renamed ? ` (renamed to ${renamed}?)` : ''}: readers use it`);
    }
  }
  for (const name of fresh) tellFresh(isRequired(now, name), unnamedOf(old) === undefined, at(where, name), tell);
}

const at = (where: string, name: string): string => (where.endsWith(' ') ? `${where}${name}` : `${where}.${name}`);
const isRequired = ({ required = [] }: Schema, name: string): boolean => required.includes(name);

/** What fields must be that have no name in the contract, such as the values of a record; undefined where they may be anything. */
function unnamedOf({ additionalProperties }: Schema): Schema | false | undefined {
  if (typeof additionalProperties !== 'object') return additionalProperties;
  return Object.keys(additionalProperties).length > 0 ? additionalProperties : undefined;
}

type Unnamed = ReturnType<typeof unnamedOf>;

function compareUnnamed(old: Unnamed, now: Unnamed, where: string, tell: Tell): void {
  if (old && now) compareSchemas(old, now, `${where}{}`, tell);
  else if (old === now) return;
  else if (now === false) tell('breaking', where, 'refuses unknown fields now: nothing could be added');
  else if (old === false) tell('readersFirst', where, 'takes unknown fields now, which readers refuse');
  else if (now) tell('breaking', where, 'takes not every unknown field any more');
  else tell('readersFirst', where, 'takes every unknown field now, some of which readers refuse');
}

/** Not of fields that are new or gone. Keys of a record can be required without being fields. */
function compareRequired(old: Schema, now: Schema, where: string, tell: Tell): void {
  const [before, after] = [old.properties ?? {}, now.properties ?? {}];
  const names = new Set([...(old.required ?? []), ...(now.required ?? [])]);
  for (const name of [...names].filter((each) => each in before === each in after)) {
    if (!isRequired(old, name)) tell('breaking', at(where, name), 'was optional, is required: old events may lack it');
    if (!isRequired(now, name))
      tell('readersFirst', at(where, name), 'was required, is optional: readers refuse an event without it');
  }
}

function tellFresh(required: boolean, open: boolean, where: string, tell: Tell): void {
  if (required) tell('breaking', where, 'is new and required: old events lack it');
  else if (open) tell('additive', where, 'is new and optional');
  else tell('readersFirst', where, 'is new, and readers refuse unknown fields');
}
