import { element, find, say } from './dom.js';
import { wordsOf } from './shop.js';
import { timeOf } from './words.js';

const READ = `query ConsoleTimeline($id: ID!) {
  order(id: $id) {
    timelineIncomplete
    timeline { id title type service at recordedAt reason }
  }
}`;

/** The order that was opened last. */
let shown = '';

/** @typedef {{ title: string, type: string, service: string, at: string | null, recordedAt: string | null, reason: string | null }} Entry */

/**
 * What happened to one order in the whole shop, in a dialog.
 *
 * @param {import('./shop.js').Shop} shop
 * @param {string} id
 */
export async function showTimeline(shop, id) {
  const dialog = find('#timeline', HTMLDialogElement);
  const list = find('#timeline-entries', HTMLElement);
  shown = id;
  find('#timeline-title', HTMLElement).textContent = `Order ${id}`;
  find('#timeline-close', HTMLButtonElement).onclick = () => dialog.close();
  list.replaceChildren();
  say('#timeline-note', 'Asking …');
  dialog.showModal();
  try {
    const { order } = await shop.ask(READ, { id });
    if (shown !== id) return;
    const missing = order.timelineIncomplete.map((/** @type {string} */ source) => source.toLowerCase());
    say('#timeline-note', missing.length > 0 ? `Without what ${missing.join(', ')} would tell.` : '', 'bad');
    list.replaceChildren(...order.timeline.map(entryOf));
  } catch (error) {
    if (shown === id) say('#timeline-note', wordsOf(error), 'bad');
  }
}

/** @param {Entry} entry */
function entryOf({ title, type, service, at, recordedAt, reason }) {
  const instant = recordedAt ?? at;
  return element(
    'li',
    {},
    element('time', {}, instant ? timeOf(instant) : ''),
    element('strong', {}, title),
    element('small', {}, [service, type, reason].filter(Boolean).join(' · ')),
  );
}
