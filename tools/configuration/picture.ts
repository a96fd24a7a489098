import { relative } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../paths.ts';

/** What may stand in a variable or setting, in the words of a page. */
export type Picture = {
  readonly type: string;
  /** Undefined when there is none. */
  readonly byDefault: string | undefined;
  readonly secret: boolean;
};

/** The part of JSON Schema that zod writes of our schemas. */
type Schema = {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly default?: unknown;
  readonly secret?: boolean;
};

/** @param schema of one variable or setting. */
export function pictureOf(schema: z.ZodType): Picture {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  // zod leaves the default of a `stringbool` out, since the input is a text.
  const byDefault = schema instanceof z.ZodDefault ? schema.def.defaultValue : json.default;
  const type = typeof byDefault === 'boolean' ? '`true` or `false`' : typeOf(json);
  return { type, byDefault: shown(byDefault), secret: json.secret === true };
}

function typeOf(schema: Schema): string {
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(', or ');
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.type === 'integer' || schema.type === 'number') return numberOf(schema);
  if (schema.type === 'boolean') return '`true` or `false`';
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
  if (schema.type === 'object') return objectOf(schema);
  return textOf(schema);
}

function numberOf({ type, minimum, maximum, exclusiveMinimum }: Schema): string {
  const word = type === 'integer' ? 'whole number' : 'number';
  if (exclusiveMinimum === 0 && type === 'integer') return `${word} from 1`;
  if (exclusiveMinimum !== undefined) return `${word} above ${exclusiveMinimum}`;
  // What zod says of every whole number is no limit of ours.
  const from = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? minimum : undefined;
  const to = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? maximum : undefined;
  if (from === undefined) return word;
  return to === undefined ? `${word} from ${grouped(from)}` : `${word}, ${grouped(from)} to ${grouped(to)}`;
}

function textOf({ format, minLength = 0, maxLength }: Schema): string {
  if (format === 'uri') return 'URL';
  return maxLength === undefined ? 'text' : `text of ${minLength} to ${maxLength} characters`;
}

function objectOf({ properties, additionalProperties }: Schema): string {
  if (properties) return `\`{ ${Object.keys(properties).join(', ')} }\``;
  return typeof additionalProperties === 'object' ? `name → ${typeOf(additionalProperties)}` : 'object';
}

const grouped = (value: number): string => value.toLocaleString('en');

function shown(value: unknown): string | undefined {
  if (value === undefined || (typeof value === 'object' && Object.keys(value ?? {}).length === 0)) return undefined;
  if (value === '') return undefined;
  if (typeof value === 'string' && value.startsWith(`${projectRoot}/`)) return relative(projectRoot, value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
