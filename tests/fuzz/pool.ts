import fc from 'fast-check';

/** How many of a kind are remembered: newer ones take the place of old ones. */
const MOST = 12;
const NEWEST = 3;
const NAMED = ['sku', 'code', 'endpoint', 'refreshToken', 'endCursor', 'startCursor', 'consumer', 'topic', 'key'];

/** Things that the shop has told of, so that later inputs can name what exists. */
export class Pool {
  readonly #values = new Map<string, string[]>();

  /** Remembers every id of an answer under its type, and some other fields under their names. */
  harvest(answer: unknown): void {
    if (Array.isArray(answer)) for (const each of answer) this.harvest(each);
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return;
    const object = answer as Record<string, unknown>;
    if (typeof object['id'] === 'string') this.add(String(object['__typename']), object['id']);
    if (object['__typename'] === 'DeadLetter' || 'code' in object === !('message' in object)) this.#named(object);
    else this.#named({ ...object, code: undefined });
    for (const value of Object.values(object)) this.harvest(value);
  }

  add(kind: string, value: string): void {
    const values = this.#values.get(kind) ?? [];
    if (!values.includes(value)) this.#values.set(kind, [...values, value].slice(-MOST));
  }

  of(kind: string): readonly string[] {
    return this.#values.get(kind) ?? [];
  }

  /** The ids that a field such as `orderId`, or `id` of `ArchiveProductInput`, is likely to take. */
  idsFor(field: string, owner: string): readonly string[] {
    const subject = field === 'id' ? owner : field;
    const kinds = SUBJECTS.filter(([pattern]) => pattern.test(subject)).map(([, kind]) => kind);
    // The newest are as they were left by the round that made them: an order can still be paid.
    return kinds.flatMap((kind) => [
      ...this.of(kind),
      ...this.of(kind).slice(-NEWEST),
      ...this.of(kind).slice(-NEWEST),
    ]);
  }

  any(kind: string, otherwise: fc.Arbitrary<string>): fc.Arbitrary<string> {
    const values = this.of(kind);
    if (values.length === 0) return otherwise;
    return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: otherwise });
  }

  #named(object: Record<string, unknown>): void {
    for (const name of NAMED) {
      const value = object[name];
      if (typeof value === 'string') this.add(name, value);
    }
  }
}

const SUBJECTS: readonly (readonly [RegExp, string])[] = [
  [/product/i, 'Product'],
  [/order/i, 'Order'],
  [/payment|challenge/i, 'Payment'],
  [/user|seller|customer/i, 'User'],
  [/address/i, 'SavedAddress'],
  [/webhook|target/i, 'Webhook'],
  [/target/i, 'PushSubscription'],
  [/redeliver/i, 'Delivery'],
  [/deadLetter/i, 'DeadLetter'],
  [/notification/i, 'Notification'],
  [/image/i, 'ProductImage'],
];
