import { z } from 'zod';
import { PASSWORD_LENGTH, passwordOf, weaknessOf } from './domain/password.ts';

const EMAIL_MAX = 254;
const TOKEN_MAX = 200;

/** Before normalising, when one character may still be several. */
const typed = (max: number) => z.string().max(4 * max, `must have at most ${max} characters`);

export const email = typed(EMAIL_MAX).transform((text) => text.normalize('NFKC').trim().toLowerCase());
export const password = typed(PASSWORD_LENGTH.max).transform(passwordOf);
/** A refresh token, or one from a mail. */
export const token = z.string().min(1, 'must not be empty').max(TOKEN_MAX, `must have at most ${TOKEN_MAX} characters`);

/** One line of text that people see, so many characters long as they count them. */
export const plainText = ({ min, max }: { min: number; max: number }) =>
  typed(max)
    .transform((text) => text.normalize('NFC').trim())
    .refine((text) => hasLength(text, { min, max }), `must have ${min} to ${max} characters`)
    .refine((text) => text === '' || /[\p{L}\p{N}\p{P}\p{S}]/u.test(text), 'must have a character that can be seen')
    // A line break in a name would become one in a mail's header.
    .refine((text) => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text), 'must not have control characters');

export const newName = plainText({ min: 2, max: 100 });

export const newEmail = email.pipe(
  z.email('must be an e-mail address').max(EMAIL_MAX, `must have at most ${EMAIL_MAX} characters`),
);

export const locale = z.enum(['EN', 'RO']).transform((code) => LOCALES[code]);
const LOCALES = { EN: 'en', RO: 'ro' } as const;

export const newPassword = password.superRefine((text, context) => {
  const message = weaknessOf(text);
  if (message) context.addIssue({ code: 'custom', message });
});

export const registerInput = z.object({
  name: newName,
  email: newEmail,
  password: newPassword,
  locale,
});

/** Looser than for a new account: what can't be right is answered as what is wrong. */
export const loginInput = z.object({ email, password });

export const refreshSessionInput = z.object({ refreshToken: token });
export const logoutInput = z.object({ refreshToken: token });

function hasLength(text: string, { min, max }: { min: number; max: number }): boolean {
  const length = [...text].length;
  return length >= min && length <= max;
}
