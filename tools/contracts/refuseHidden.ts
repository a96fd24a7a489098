import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';

type Check = z.core.$ZodCheckDef;

/** What a picture shows in full. */
const TYPES = new Set([
  ...['object', 'record', 'array', 'union', 'nullable', 'optional'],
  ...['string', 'number', 'boolean', 'literal', 'enum', 'null', 'unknown'],
]);
const CHECKS = new Set([
  ...['greater_than', 'less_than', 'multiple_of', 'number_format'],
  ...['min_length', 'max_length', 'length_equals', 'string_format'],
]);

/**
 * A picture lacks refinements, transformations, flags of a pattern and the like: they would change without being seen.
 *
 * @param where names the schema.
 * @throws AppError BAD_USER_INPUT (HIDDEN_RULE) for a schema that asks for such a thing itself; those in it are looked at apart.
 */
export function refuseHidden(schema: z.core.$ZodTypes, where: string): void {
  const hidden = hiddenIn(schema._zod.def);
  if (hidden === undefined) return;
  const message = `${where} has a rule (${hidden}) that the check of contracts can't see; say it by types and limits`;
  throw new AppError('BAD_USER_INPUT', 'HIDDEN_RULE', message);
}

function hiddenIn(def: z.core.$ZodTypes['_zod']['def']): string | undefined {
  if (!TYPES.has(def.type)) return def.type;
  if ('coerce' in def && def.coerce) return 'coerce';
  const checks: Check[] = (def.checks ?? []).map((check) => check._zod.def);
  // A schema such as `z.uuid()` is a check of its own.
  return [...('check' in def ? [def] : []), ...checks].find((check) => !isShown(check))?.check;
}

const isShown = (check: Check): boolean =>
  check.check === 'string_format' ? hasPlainPattern(check) : CHECKS.has(check.check);

const hasPlainPattern = (check: Check): boolean =>
  'pattern' in check && check.pattern instanceof RegExp && check.pattern.flags === '';
