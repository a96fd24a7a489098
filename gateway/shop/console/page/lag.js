import { element, find } from './dom.js';
import { together } from './together.js';
import { lagOf } from './words.js';

/** @typedef {import('../parts.ts').PartReport} PartReport */

/** From so many seconds on something is worth a look. */
const LATE_SECONDS = 5;

/** What waits: in outboxes, at consumers, and for its time. @param {readonly PartReport[]} parts */
export function showLag(parts) {
  const { outboxes, consumers, waiting } = together(parts);
  fill(
    '#outboxes',
    outboxes.map(({ name, pending, lagSeconds }) => [name, String(pending), late(lagSeconds)]),
  );
  fill(
    '#consumers',
    consumers.map(({ consumer, lagSeconds, handled, failed }) => [
      consumer,
      late(lagSeconds),
      handled.toLocaleString('en'),
      failed.toLocaleString('en'),
    ]),
  );
  find('#waiting', HTMLElement).replaceChildren(
    ...waiting.flatMap(([what, count]) => [
      element('div', {}, element('dt', {}, what), element('dd', {}, count.toLocaleString('en'))),
    ]),
  );
}

/** @param {number} seconds */
const late = (seconds) =>
  seconds < LATE_SECONDS ? lagOf(seconds) : element('b', { className: 'bad' }, lagOf(seconds));

/**
 * @param {string} selector of a table's body
 * @param {(string | Node)[][]} rows the first cell is the row's name
 */
function fill(selector, rows) {
  const made = rows.map(([name = '', ...cells]) =>
    element('tr', {}, element('th', { scope: 'row' }, name), ...cells.map((cell) => element('td', {}, cell))),
  );
  find(selector, HTMLElement).replaceChildren(...made);
}
