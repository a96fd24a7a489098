import { element, find } from './dom.js';
import { counted, sizeOf } from './words.js';

/** @typedef {import('../parts.ts').PartReport} PartReport */

const STATE_CLASS = { up: 'up', 'not ready': 'troubled', away: 'away' };

/** A card for each part of the shop. @param {readonly PartReport[]} parts */
export function showHealth(parts) {
  const unwell = parts.filter(({ state }) => state !== 'up').length;
  find('#health-sum', HTMLElement).textContent =
    unwell === 0 ? `all ${parts.length} parts are up` : `${counted(unwell, 'part')} of ${parts.length} not up`;
  find('#parts', HTMLElement).replaceChildren(...parts.map(cardOf));
}

/** @param {PartReport} part */
function cardOf({ name, where, state, checks, numbers }) {
  const card = element(
    'li',
    { className: `part ${STATE_CLASS[state]}` },
    element('strong', {}, name),
    element('span', { className: 'state' }, state),
    element('small', { className: 'where' }, where),
    element('small', { className: 'memory' }, numbers?.memoryBytes ? sizeOf(numbers.memoryBytes) : ''),
  );
  const complaints = Object.entries(checks).filter(([, said]) => said !== 'up');
  if (complaints.length > 0) {
    card.append(element('ul', {}, ...complaints.map(([check, said]) => element('li', {}, `${check}: ${said}`))));
  }
  return card;
}
