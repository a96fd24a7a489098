import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import type { FilterInput } from '#kernel/graphql/filter.ts';
import { parseInput } from '#kernel/validation.ts';
import type { UserQuery } from './adminPorts.ts';
import type { Role } from './domain/user.ts';
import type { DeleteUserInput, Role as PublicRole, QueryUsersArgs, UserFilter } from './generated.ts';

const REASON_MAX = 500;
const SEARCH_MAX = 254;
const MOST_WORDS = 5;

const userId = z.string().min(1).max(100);
/** Everything that is no letter, but tabs and line breaks. */
const isPlain = (text: string) => !/[^\P{C}\t\n\r]/u.test(text);

const roles: Readonly<Record<PublicRole, Role>> = { CUSTOMER: 'customer', SELLER: 'seller', ADMIN: 'admin' };
const role = z.enum(['CUSTOMER', 'SELLER', 'ADMIN']).transform((name) => roles[name]);

export const banUserInput = z.object({
  userId,
  reason: z.string().trim().min(1).max(REASON_MAX).refine(isPlain, 'must not have control characters'),
});

export const unbanUserInput = z.object({ userId });

export const setRolesInput = z.object({ userId, roles: z.array(role).min(1).max(10) });

const deleteUserInput = z.object({ userId: userId.nullish(), password: z.string().max(512).nullish() });

type Deletion = { readonly userId: string; readonly password: string } | { readonly userId: string };

/** Who is to go, and the caller's password if that is the caller. @throws AppError BAD_USER_INPUT (INVALID_INPUT). */
export function readDeleteUser(input: DeleteUserInput, callerId: string): Deletion {
  const { userId: whom, password } = parseInput(deleteUserInput, input);
  if (whom && whom !== callerId) return { userId: whom };
  if (password) return { userId: callerId, password: password.normalize('NFKC') };
  const message = 'must be given to delete yourself';
  const reasons = [{ param: 'password', message }];
  throw new AppError('BAD_USER_INPUT', 'INVALID_INPUT', `password: ${message}`, { reasons });
}

const search = z
  .string()
  .max(SEARCH_MAX)
  .transform((text) => text.normalize('NFKC').trim())
  .refine((text) => text.split(/\s+/).length <= MOST_WORDS, `must have at most ${MOST_WORDS} words`)
  .refine(isPlain, 'must not have control characters');

const usersInput = z.object({ search: search.nullish() });

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT). */
export function readUsers({ filter, sort = 'NEWEST', ...args }: QueryUsersArgs): UserQuery {
  const { search: text } = parseInput(usersInput, args);
  return { filter: filter ? named(filter) : undefined, search: text || undefined, sort };
}

/** Roles by the names that the database has for them. */
function named({ role: wanted, and, or, ...rest }: UserFilter): FilterInput {
  return {
    ...rest,
    role: wanted && { eq: wanted.eq && roles[wanted.eq], in: wanted.in?.map((each) => roles[each]) },
    and: and?.map(named),
    or: or?.map(named),
  };
}
