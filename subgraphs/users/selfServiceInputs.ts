import { z } from 'zod';
import { parseInput } from '#kernel/validation.ts';
import { isCountry } from './domain/countries.ts';
import { email, locale, newEmail, newName, newPassword, password, plainText, token } from './inputs.ts';

const id = z.string().min(1).max(100);

/** Spaces, dots, dashes and brackets are for people; what is kept is E.164. An empty text means none. */
const phone = z
  .string()
  .max(40)
  .transform((typed) => typed.replace(/[ ().-]/g, ''))
  .refine(
    (digits) => /^(\+[1-9]\d{6,14})?$/.test(digits),
    "must begin with the country's code, such as +40 712 345 678",
  );

const profile = z.object({ name: newName.nullish(), locale: locale.nullish(), phone: phone.nullish() });

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT). */
export function readUpdateProfile(input: unknown) {
  const { phone: digits, ...rest } = parseInput(profile, input);
  return { ...given(rest), ...(typeof digits === 'string' ? { phone: digits || null } : {}) };
}

// The rules of the addresses in orders.
const name = plainText({ min: 2, max: 100 });
const street = plainText({ min: 1, max: 200 });
const city = plainText({ min: 1, max: 100 });
const postalCode = plainText({ min: 1, max: 20 });
const country = z.string().refine(isCountry, "must be a country's code (ISO 3166-1 alpha-2), such as RO");

const addressChange = z.object({
  id,
  name: name.nullish(),
  street: street.nullish(),
  city: city.nullish(),
  postalCode: postalCode.nullish(),
  country: country.nullish(),
});

const newAddress = z.object({ name, street, city, postalCode, country, isDefault: z.boolean() });

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT). */
export function readAddAddress(input: unknown) {
  const { isDefault, ...address } = parseInput(newAddress, input);
  return { address, isDefault };
}

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT). */
export function readUpdateAddress(input: unknown) {
  const { id: addressId, ...change } = parseInput(addressChange, input);
  return { id: addressId, change: given(change) };
}

export const addressIdInput = z.object({ id });
export const changePasswordInput = z.object({ currentPassword: password, newPassword });
export const changeEmailInput = z.object({ newEmail, password });
export const requestPasswordResetInput = z.object({ email: email.refine((text) => text !== '', 'must not be empty') });
export const resetPasswordInput = z.object({ token, newPassword });
export const verifyEmailInput = z.object({ token });

type Given<Fields> = { [Name in keyof Fields]?: NonNullable<Fields[Name]> };

/** Without what was left out, or given as null. */
function given<Fields extends object>(fields: Fields): Given<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as Given<Fields>; // filter doesn't narrow entries
}
