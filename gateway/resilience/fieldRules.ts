import {
  type FieldDefinition,
  type InterfaceType,
  isEnumType,
  isListType,
  isNonNullType,
  isScalarType,
  type ObjectType,
  type Schema,
  type Type,
} from '@apollo/federation-internals';
import { GraphQLError } from 'graphql';

/** What names the directives in a schema's `@link`, whatever it calls them. */
const IDENTITY = 'https://bazaar.example/resilience';

/** What a subgraph says of a field that has to be fetched. */
export type FieldRule = {
  /** How long it is worth waiting for, in milliseconds. */
  readonly withinMs?: number;
  /** What it is when it can't be had; null counts. */
  readonly fallback?: { readonly value: unknown };
};

/** By coordinate (`Type.field`). */
export type FieldRules = ReadonlyMap<string, FieldRule>;

type Field = FieldDefinition<ObjectType | InterfaceType>;
type Names = { readonly timeout: string; readonly fallback: string };

/** @returns undefined where no field has a rule. @throws GraphQLError for a rule that can't be kept. */
export function readFieldRules(schema: Schema): FieldRules | undefined {
  const feature = schema.coreFeatures?.getByIdentity(IDENTITY);
  if (!feature) return undefined;
  const names = {
    timeout: feature.directiveNameInSchema('timeout'),
    fallback: feature.directiveNameInSchema('fallback'),
  };
  const rules = new Map<string, FieldRule>();
  for (const type of [...schema.objectTypes(), ...schema.interfaceTypes()]) {
    for (const field of type.fields()) {
      const rule = ruleOf(field, names);
      if (rule) rules.set(field.coordinate, rule);
    }
  }
  return rules.size > 0 ? rules : undefined;
}

function ruleOf(field: Field, names: Names): FieldRule | undefined {
  const [timeout] = field.appliedDirectivesOf(names.timeout);
  const [fallback] = field.appliedDirectivesOf(names.fallback);
  if (!timeout && !fallback) return undefined;
  if (isOf(field, 'mutation') || isOf(field, 'subscription')) {
    throw broken(field, 'only what is read can be late or be replaced');
  }
  return {
    ...(timeout && { withinMs: withinOf(field, timeout.arguments(true)) }),
    ...(fallback && { fallback: { value: fallbackOf(field, fallback.arguments(true)) } }),
  };
}

const isOf = ({ parent }: Field, kind: 'mutation' | 'subscription'): boolean =>
  parent === parent.schema().schemaDefinition.rootType(kind);

function withinOf(field: Field, { ms }: Readonly<Record<string, unknown>>): number {
  if (typeof ms === 'number' && ms > 0) return ms;
  throw broken(field, 'its timeout must be 1 ms or more');
}

function fallbackOf(field: Field, { value }: Readonly<Record<string, unknown>>): unknown {
  const parsed = parse(field, String(value));
  if (field.type && fits(parsed, field.type)) return parsed;
  throw broken(
    field,
    `${value} is no ${field.type}: scalars, enums and lists of them are, null where it may be, and []`,
  );
}

function parse(field: Field, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw broken(field, `its fallback must be JSON, as in "0", "[]" or "\\"none\\""`, error);
  }
}

function fits(value: unknown, type: Type): boolean {
  if (isNonNullType(type)) return value !== null && fits(value, type.ofType);
  if (value === null) return true;
  if (isListType(type)) return Array.isArray(value) && value.every((item) => fits(item, type.ofType));
  if (isEnumType(type)) return typeof value === 'string' && type.value(value) !== undefined;
  if (!isScalarType(type)) return false;
  // Of a scalar of its own only its subgraph knows what fits.
  return SCALARS[type.name]?.(value) ?? true;
}

const isText = (value: unknown) => typeof value === 'string';

const SCALARS: Readonly<Record<string, (value: unknown) => boolean>> = {
  Int: Number.isInteger,
  Float: (value) => typeof value === 'number',
  String: isText,
  ID: isText,
  Boolean: (value) => typeof value === 'boolean',
};

const broken = ({ coordinate }: Field, why: string, cause?: unknown) =>
  new GraphQLError(`a rule of ${coordinate} can't be kept: ${why}`, {
    ...(cause instanceof Error && { originalError: cause }),
  });
