import { GraphQLError } from 'graphql';
import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import { type Access, type DecidePolicies, isMetBy } from './access.ts';
import type { Path } from './denials.ts';
import type { Rule } from './rules.ts';

export type AuthorizationOptions = {
  /** What is denied comes as null with an error each, or the whole operation is refused before anything is fetched. */
  readonly mode: 'filter' | 'reject';
  readonly decidePolicies?: DecidePolicies;
};

/** Which of the rules of an operation a caller does not meet. */
export type Verdict = {
  readonly unmet: ReadonlySet<string>;
  /** Equal for callers who may have the same parts of the operation. */
  readonly key: string;
};

export const ALL_MET: Verdict = { unmet: new Set(), key: '' };

/** @param rules of one operation, in their order. */
export async function judge(
  rules: readonly Rule[],
  access: Access,
  { decidePolicies }: AuthorizationOptions,
  logger: Logger,
): Promise<Verdict> {
  if (rules.length === 0) return ALL_MET;
  const decided = decidePolicies ? await allowedPolicies(rules, access, decidePolicies, logger) : [];
  const all = { ...access, policies: new Set([...access.policies, ...decided]) };
  const unmet = rules.filter((rule) => !isMetBy(all, rule)).map(({ key }) => key);
  return { unmet: new Set(unmet), key: unmet.join('\n') };
}

async function allowedPolicies(
  rules: readonly Rule[],
  access: Access,
  decide: DecidePolicies,
  logger: Logger,
): Promise<readonly string[]> {
  const wanted = rules.flatMap((rule) => (rule.kind === 'policies' ? rule.anyOf.flat() : []));
  if (wanted.length === 0) return [];
  try {
    return await decide([...new Set(wanted)], access);
  } catch (error) {
    logger.error({ reason: messageOf(error) }, 'policies could not be decided: they are denied');
    return [];
  }
}

/** The one error of a part that the caller may not have. It does not say what would be needed. */
export const unauthorized = ({ authenticated }: Access, path: Path): GraphQLError =>
  new GraphQLError('not permitted: the field or its type asks for more than this caller may do', {
    path,
    extensions: { code: UNAUTHORIZED, reason: authenticated ? 'NOT_PERMITTED' : 'SIGN_IN_REQUIRED' },
  });

/** Apollo Router's code. */
export const UNAUTHORIZED = 'UNAUTHORIZED_FIELD_OR_TYPE';
