import fc from 'fast-check';

/** How many of a kind are remembered: newer ones take the place of old ones. */
const MOST = 12;
const NEWEST = 3;
const NAMED = ['sku', 'code', 'endpoint', 'refreshToken', 'endCursor', 'startCursor', 'consumer', 'topic', 'key'];

/** Things that the shop has told of, so that later inputs can name what exists. */
export class Pool {
  readonly #values = new Map<string, string[]>();

  /** Remembers every id of an answer under its type, as the asker's own if `owner` says so, and some other fields. */
  harvest(answer: unknown, owner?: string): void {
    if (Array.isArray(answer)) for (const each of answer) this.harvest(each, owner);
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return;
    const object = answer as Record<string, unknown>;
    if (typeof object['id'] === 'string') {
      this.add(String(object['__typename']), object['id']);
      if (owner) this.add(`${object['__typename']} of ${owner}`, object['id']);
    }
    if (object['__typename'] === 'DeadLetter' || 'code' in object === !('message' in object)) this.#named(object);
    else this.#named({ ...object, code: undefined });
    for (const value of Object.values(object)) this.harvest(value, owner);
  }

  add(kind: string, value: string): void {
    const values = this.#values.get(kind) ?? [];
    if (!values.includes(value)) this.#values.set(kind, [...values, value].slice(-MOST));
  }

  of(kind: string): readonly string[] {
    return this.#values.get(kind) ?? [];
  }

  /** The ids that `role` is likely to give in a field such as `orderId`, or `id` of `ArchiveProductInput`. */
  idsFor(field: string, input: string, role: string): readonly string[] {
    const subject = field === 'id' ? input : field;
    const kinds = SUBJECTS.filter(([pattern]) => pattern.test(subject)).map(([, kind]) => kind);
    return kinds.flatMap((kind) => {
      // One's newest is as it was made: an order can still be paid.
      const own = this.of(`${kind} of ${role}`).slice(-NEWEST);
      return [...this.of(kind), ...own, ...own, ...own, ...own];
    });
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
