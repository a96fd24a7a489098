import { z } from 'zod';
import { PASSWORD_LENGTH, passwordOf, weaknessOf } from './domain/password.ts';

const NAME_LENGTH = { min: 2, max: 100 };
const EMAIL_MAX = 254;
const TOKEN_MAX = 200;

/** Before normalising, when one character may still be several. */
const typed = (max: number) => z.string().max(4 * max, `must have at most ${max} characters`);

const email = typed(EMAIL_MAX).transform((text) => text.normalize('NFKC').trim().toLowerCase());
const password = typed(PASSWORD_LENGTH.max).transform(passwordOf);
const refreshToken = z.string().min(1, 'must not be empty').max(TOKEN_MAX, `must have at most ${TOKEN_MAX} characters`);

const newName = typed(NAME_LENGTH.max)
  .transform((text) => text.normalize('NFC').trim())
  .refine((text) => hasLength(text, NAME_LENGTH), `must have ${NAME_LENGTH.min} to ${NAME_LENGTH.max} characters`)
  // A line break in a name would become one in a mail's header.
  .refine((text) => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text), 'must not have control characters');

const newPassword = password.superRefine((text, context) => {
  const message = weaknessOf(text);
  if (message) context.addIssue({ code: 'custom', message });
});

export const registerInput = z.object({
  name: newName,
  email: email.pipe(z.email('must be an e-mail address').max(EMAIL_MAX, `must have at most ${EMAIL_MAX} characters`)),
  password: newPassword,
});

/** Looser than for a new account: what can't be right is answered as what is wrong. */
export const loginInput = z.object({ email, password });

export const refreshSessionInput = z.object({ refreshToken });
export const logoutInput = z.object({ refreshToken });

function hasLength(text: string, { min, max }: { min: number; max: number }): boolean {
  const length = [...text].length;
  return length >= min && length <= max;
}
