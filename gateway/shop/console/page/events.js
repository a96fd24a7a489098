import { element, find } from './dom.js';
import { counted, shortOf, timeOf } from './words.js';

/**
 * @typedef {import('../eventFeed.ts').Batch} Batch
 * @typedef {import('../seenEvent.ts').SeenEvent} SeenEvent
 */

const KEPT = 500;
const SHOWN = 100;

/** The live feed, newest first, with a filter and a pause. */
export function makeEvents() {
  /** Oldest first. @type {SeenEvent[]} */
  let kept = [];
  /** @type {Set<string>} */
  let known = new Set();
  let skipped = 0;
  let waiting = 0;
  const list = find('#events', HTMLOListElement);
  const filter = find('#filter', HTMLInputElement);
  const pause = find('#pause', HTMLButtonElement);
  let isPaused = false;

  const showAll = () => {
    waiting = 0;
    const matching = kept.filter(matches).slice(-SHOWN).toReversed();
    list.replaceChildren(...matching.map((event) => rowOf(event, narrow)));
    sum();
  };
  const sum = () => {
    const quiet = kept.length === 0 ? 'Nothing has happened within the last minutes.' : 'Nothing that matches.';
    find('#events-none', HTMLElement).textContent = list.childElementCount === 0 ? quiet : '';
    const missed = skipped > 0 ? ` · ${counted(skipped, 'event')} passed by too fast to be shown` : '';
    find('#events-sum', HTMLElement).textContent = `${counted(kept.length, 'event')}${missed}`;
    pause.textContent = isPaused ? `Go on${waiting > 0 ? ` (${waiting} new)` : ''}` : 'Pause';
    pause.setAttribute('aria-pressed', String(isPaused));
  };
  /** @param {SeenEvent} event */
  const matches = (event) => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const text = JSON.stringify(event).toLowerCase();
    return words.every((word) => text.includes(word));
  };
  /** @param {string} text */
  const narrow = (text) => {
    filter.value = text;
    showAll();
  };

  filter.oninput = showAll;
  pause.onclick = () => {
    isPaused = !isPaused;
    showAll();
  };

  return {
    /** @param {Batch} batch */
    add: ({ events, skipped: more }) => {
      // After a break the latest come again.
      const fresh = events.filter((event) => !known.has(placeOf(event)));
      kept = [...kept, ...fresh].slice(-KEPT);
      known = new Set(kept.map(placeOf));
      skipped += more;
      if (isPaused) waiting += fresh.length;
      else prepend(list, fresh.filter(matches).slice(-SHOWN), narrow);
      sum();
    },
  };
}

/** @param {SeenEvent} event */
const placeOf = ({ topic, partition, offset }) => `${topic}/${partition}/${offset}`;

/**
 * @param {HTMLOListElement} list
 * @param {SeenEvent[]} events oldest first
 * @param {(text: string) => void} narrow
 */
function prepend(list, events, narrow) {
  list.prepend(...events.toReversed().map((event) => rowOf(event, narrow)));
  while (list.childElementCount > SHOWN) list.lastElementChild?.remove();
}

/**
 * @param {SeenEvent} seen
 * @param {(text: string) => void} narrow
 */
function rowOf(seen, narrow) {
  const { topic, key, publishedAt, event, isReplayed } = seen;
  const summary = element(
    'summary',
    {},
    element('time', { dateTime: publishedAt }, timeOf(publishedAt)),
    element('strong', {}, event?.type ?? 'unreadable'),
    element('small', {}, `${topic} · ${shortOf(key)}${isReplayed ? ' · replayed' : ''}`),
  );
  const details = element('details', { className: event ? '' : 'unreadable' }, summary);
  // Most are never opened.
  details.addEventListener('toggle', () => details.append(...bodyOf(seen, narrow)), { once: true });
  return element('li', {}, details);
}

/**
 * @param {SeenEvent} seen
 * @param {(text: string) => void} narrow
 */
function bodyOf({ topic, partition, offset, key, requestId, event, unreadable }, narrow) {
  /** @type {[string, string | null | undefined][]} */
  const facts = [
    ['place', `${topic} ${partition} at ${offset}`],
    ['event', event && `${event.id}, number ${event.sequence} of its key`],
    ['shop time', event?.occurredAt],
  ];
  /** @type {[string, string | null][]} */
  const threads = [
    ['key', key],
    ['request', requestId],
  ];
  const pairs = facts.flatMap(([name, value]) => (value ? [pair(name, value)] : []));
  const links = threads.flatMap(([name, value]) => {
    if (!value) return [];
    const only = element('button', { type: 'button', title: `Only events with this ${name}` }, value);
    only.onclick = () => narrow(value);
    return [pair(name, only)];
  });
  const body = event ? JSON.stringify(event.data, null, 2) : (unreadable ?? '');
  return [element('dl', {}, ...pairs, ...links), element('pre', {}, body)];
}

/**
 * @param {string} name
 * @param {string | Node} value
 */
const pair = (name, value) => element('div', {}, element('dt', {}, name), element('dd', {}, value));
