import fc from 'fast-check';
import type { Pool } from './pool.ts';

/** Of everybody who registers, but not of the admin, whose account nobody may end. */
export const FUZZY_PASSWORD = 'some donkey capacitor tape';

const NASTY = [
  '',
  ' ',
  '\u0000',
  'a\r\nBcc: x@example.com',
  '💥'.repeat(40),
  'x'.repeat(10_000),
  '__proto__',
  'constructor',
  '{"$gt":""}',
  '$where',
  'a.b',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '\ud800',
  'é'.normalize('NFD'),
  '\u202eoffer',
  '"unclosed -minus',
  '-1',
  'NaN',
  '1e400',
];

/** What breaks programs, and a little noise. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.uuid() },
);

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789ABCDEF'), minLength: length, maxLength: length });
const oneOf = (...values: string[]) => fc.constantFrom(...values);
/** A point on P-256 and a secret, as browsers send them. */
const P256DH = 'BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM';

/** What people would write into fields of a name. Addresses of others lead nowhere (RFC 6761). */
const LIKELY: Readonly<Record<string, (pool: Pool) => fc.Arbitrary<string>>> = {
  name: () => oneOf('Ana Popescu', 'Radu Ionescu', 'Desk lamp'),
  description: () => oneOf('Ten percent off', 'A lamp for a desk.'),
  category: () => oneOf('Lamps', 'Kitchen', 'Fuzzy things'),
  street: () => oneOf('Strada Lungă 1', '1 Main Street'),
  city: () => oneOf('Brașov', 'London'),
  postalCode: () => oneOf('500035', 'SW1A 1AA'),
  country: () => oneOf('RO', 'GB'),
  phone: () => oneOf('+40 712 345 678', ''),
  sku: (pool) =>
    pool.any(
      'sku',
      hex(8).map((digits) => `FUZZ-${digits}`),
    ),
  code: (pool) =>
    pool.any(
      'code',
      hex(6).map((digits) => `OFF-${digits}`),
    ),
  couponCode: (pool) => pool.any('code', oneOf('OFF-NONE')),
  email: () => hex(10).map((digits) => `${digits}@example.com`),
  newEmail: () => hex(10).map((digits) => `${digits}@example.com`),
  to: () => oneOf('ana@example.com'),
  subject: () => oneOf('Does it arrive?'),
  html: () => oneOf('<p>It does.</p>'),
  password: () => oneOf(FUZZY_PASSWORD),
  currentPassword: () => oneOf(FUZZY_PASSWORD),
  newPassword: () => oneOf(FUZZY_PASSWORD),
  reason: () => oneOf('found in the cellar', 'broken on the way'),
  note: () => oneOf('the product is gone'),
  token: () => fc.base64String({ minLength: 44, maxLength: 44 }),
  refreshToken: (pool) => pool.any('refreshToken', fc.base64String({ minLength: 44, maxLength: 44 })),
  paymentToken: () =>
    fc.oneof(
      { weight: 3, arbitrary: oneOf('tok_success') },
      {
        weight: 2,
        arbitrary: oneOf('tok_declined', 'tok_requires_action', 'tok_capture_refused', 'tok_refund_refused'),
      },
    ),
  idempotencyKey: () => fc.oneof({ weight: 4, arbitrary: fc.uuid() }, { weight: 1, arbitrary: oneOf('key-00000001') }),
  url: () => oneOf('https://hook.invalid/shop', 'http://127.0.0.1:9/private'),
  endpoint: (pool) =>
    pool.any(
      'endpoint',
      hex(12).map((digits) => `https://push.invalid/${digits}`),
    ),
  p256dh: () => oneOf(P256DH),
  auth: () => oneOf('tBHItJI5svbpez7KI4CCXg'),
  search: () => oneOf('lamp', '"desk lamp" -kitchen', 'ana'),
  after: (pool) => pool.any('endCursor', nastyText),
  before: (pool) => pool.any('startCursor', nastyText),
  consumer: (pool) => pool.any('consumer', oneOf('email')),
  topic: (pool) => pool.any('topic', oneOf('orders.v1')),
  key: (pool) => pool.any('key', fc.uuid()),
  template: () => oneOf('OrderPaid', 'UserRegistered'),
};

const DEFAULT = oneOf('a reason that is long enough', 'Ana Popescu', 'key-00000001');

type Place = {
  readonly name: string;
  /** The input's type or the operation that the field belongs to. */
  readonly owner: string;
  readonly role: string;
};

export function likelyText({ name, owner, role }: Place, pool: Pool): fc.Arbitrary<string> {
  const ids = /^id$|Id$/.test(name) ? pool.idsFor(name, owner, role) : [];
  if (ids.length > 0) return fc.constantFrom(...ids);
  return LIKELY[name]?.(pool) ?? DEFAULT;
}
