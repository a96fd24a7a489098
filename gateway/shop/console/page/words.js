const UNITS = /** @type {const} */ ([
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
]);

/**
 * `1 d 2 h`, `3 min 20 s`: the two largest parts.
 *
 * @param {number} seconds
 */
export function durationOf(seconds) {
  let rest = Math.round(seconds);
  const parts = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.slice(0, 2).join(' ') || '0 s';
}

/**
 * A lag: tenths of seconds matter while it is short.
 *
 * @param {number} seconds
 */
export const lagOf = (seconds) => (seconds < 10 ? `${seconds.toFixed(1)} s` : durationOf(seconds));

/** @param {string} instant ISO 8601 */
export const timeOf = (instant) => new Date(instant).toLocaleTimeString('en-GB');

/** @param {string} instant ISO 8601 */
export const dayAndTimeOf = (instant) =>
  new Date(instant).toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** @param {number} bytes */
export const sizeOf = (bytes) => `${Math.round(bytes / 1_048_576)} MB`;

/** `AWAITING_PAYMENT` → `Awaiting payment`. @param {string} name */
export const spelled = (name) => name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', ' ');

/** The first part of an id, where it is only to be told from others. @param {string} id */
export const shortOf = (id) => (id.length > 13 ? `${id.slice(0, 8)}…` : id);

/**
 * `1 order`, `2 orders`.
 *
 * @param {number} count
 * @param {string} one
 */
export const counted = (count, one) => `${count} ${one}${count === 1 ? '' : 's'}`;
