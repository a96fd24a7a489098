import { element, find } from './dom.js';

/** @typedef {import('./graphql.js').Result} Result */

const SHOWN = 50;

/**
 * A running subscription in the panel at the side. It goes on when another operation is opened in the editor, so that
 * one can watch an order here while paying it there.
 *
 * @param {string} name
 * @param {string} who
 * @param {() => void} stop
 */
export function showStream(name, who, stop) {
  const panel = find('.live', HTMLElement);
  const events = element('ol');
  const state = element('span', { className: 'state' }, 'live');
  const button = element('button', { type: 'button', title: 'Stop and remove', ariaLabel: `Stop ${name}` }, '✕');
  const item = element(
    'li',
    { className: 'stream' },
    element('header', {}, element('strong', {}, name), element('small', {}, who.split('@')[0] ?? ''), state, button),
    events,
  );
  button.onclick = () => {
    stop();
    item.remove();
    panel.hidden = find('#streams', HTMLUListElement).childElementCount === 0;
  };
  find('#streams', HTMLUListElement).prepend(item);
  panel.hidden = false;

  return {
    /** @param {Result} result */
    add({ data, errors }) {
      const [field] = Object.values(/** @type {Record<string, unknown>} */ (data ?? {}));
      const time = element('time', {}, new Date().toLocaleTimeString());
      const details = element('details', {}, element('summary', {}, time, ' ', summaryOf(errors ?? field)));
      details.append(element('pre', {}, JSON.stringify(errors ? { errors, data } : field, null, 2)));
      events.prepend(element('li', { className: errors ? 'failed' : '' }, details));
      while (events.childElementCount > SHOWN) events.lastElementChild?.remove();
    },
    /** @param {string} [reason] */
    end(reason) {
      state.textContent = reason ? `ended: ${reason}` : 'ended';
      item.classList.add('over');
    },
  };
}

/**
 * The words of an event in one line: a status, a title, a message, or else its first values.
 *
 * @param {unknown} value
 * @returns {string}
 */
function summaryOf(value) {
  /** @type {[string, unknown][]} */
  const leaves = [];
  collect(value, '', leaves);
  const telling = leaves.filter(([key]) => /^(status|title|message|name|reason)$/.test(key));
  return (telling.length > 0 ? telling : leaves)
    .slice(0, 3)
    .map(([, leaf]) => String(leaf))
    .join(' · ');
}

/**
 * @param {unknown} value
 * @param {string} key
 * @param {[string, unknown][]} leaves
 */
function collect(value, key, leaves) {
  if (typeof value !== 'object' || value === null) {
    if (value !== null && value !== undefined) leaves.push([key, value]);
    return;
  }
  for (const [inner, child] of Object.entries(value)) collect(child, inner, leaves);
}
