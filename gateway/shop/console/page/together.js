/**
 * @typedef {import('../parts.ts').PartReport} PartReport
 * @typedef {import('../numbers.ts').ConsumerNumbers} ConsumerNumbers
 * @typedef {{ name: string, pending: number, lagSeconds: number }} Outbox
 */

/**
 * What replicas tell, told once: what waits is in a database that they share, so each knows all of it; what was handled each has
 * handled by itself.
 *
 * @param {readonly PartReport[]} parts
 */
export function together(parts) {
  /** @type {Map<string, Outbox>} */
  const outboxes = new Map();
  /** @type {Map<string, ConsumerNumbers>} */
  const consumers = new Map();
  /** @type {Map<string, number>} */
  const waiting = new Map();
  for (const { name, numbers } of parts) {
    if (numbers?.outbox) outboxes.set(name, { name, ...larger(outboxes.get(name), numbers.outbox) });
    for (const one of numbers?.consumers ?? []) consumers.set(one.consumer, added(consumers.get(one.consumer), one));
    for (const [what, count] of Object.entries(numbers?.waiting ?? {})) {
      waiting.set(what, Math.max(count, waiting.get(what) ?? 0));
    }
  }
  return { outboxes: [...outboxes.values()], consumers: [...consumers.values()], waiting: [...waiting] };
}

/**
 * @param {Omit<Outbox, 'name'> | undefined} known
 * @param {Omit<Outbox, 'name'>} told
 */
const larger = (known, { pending, lagSeconds }) => ({
  pending: Math.max(pending, known?.pending ?? 0),
  lagSeconds: Math.max(lagSeconds, known?.lagSeconds ?? 0),
});

/**
 * @param {ConsumerNumbers | undefined} known
 * @param {ConsumerNumbers} told
 * @returns {ConsumerNumbers}
 */
const added = (known, { consumer, lagSeconds, handled, failed }) => ({
  consumer,
  lagSeconds: Math.max(lagSeconds, known?.lagSeconds ?? 0),
  handled: handled + (known?.handled ?? 0),
  failed: failed + (known?.failed ?? 0),
});
