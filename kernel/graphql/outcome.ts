import { type GraphQLResolveInfo, getNamedType, isUnionType } from 'graphql';
import { AppError, type ErrorCode } from '../errors.ts';

/**
 * Runs a use case behind a result union. A refusal becomes the union's member that its `reason` names
 * (BEING_CHECKED_OUT → BeingCheckedOut), with `code`, `message`, `param` and the refusal's details as fields.
 * A refusal that the union has no member for, and any other error, stays an error.
 */
export async function outcome<Name extends string, Result extends object>(
  info: GraphQLResolveInfo,
  success: Name,
  run: () => Promise<Result>,
) {
  try {
    return { __typename: success, ...(await run()) };
  } catch (error) {
    const member = error instanceof AppError && memberFor(error, info);
    if (!member) throw error;
    return refusal(member, error) as never;
  }
}

/** What a union may have a member for; anything else is no outcome but an error. */
const FORESEEN: readonly ErrorCode[] = ['REFUSED', 'CONFLICT', 'NOT_FOUND'];

function memberFor({ code, reason }: AppError, info: GraphQLResolveInfo): string | undefined {
  const type = getNamedType(info.returnType);
  if (!isUnionType(type) || !FORESEEN.includes(code)) return undefined;
  const name = reason.toLowerCase().replace(/(?:^|_)([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
  return type.getTypes().find((member) => member.name === name)?.name;
}

function refusal(member: string, { reason, message, reasons, details }: AppError) {
  return { __typename: member, code: reason, message, param: reasons[0]?.param ?? null, ...details };
}
