import { element, find, openIn, say } from './dom.js';
import { wordsOf } from './shop.js';
import { dayAndTimeOf } from './words.js';

/** @typedef {import('../mails.ts').CaughtMail} CaughtMail */

/**
 * The latest mails that the preview caught, as texts.
 *
 * @param {import('./shop.js').Shop} shop
 */
export function makeMails(shop) {
  let shown = '';

  /** @param {readonly CaughtMail[]} mails */
  const show = (mails) => {
    say('#mails-note', mails.length === 0 ? 'No mail was sent yet.' : '');
    const ids = mails.map(({ id }) => id).join();
    if (ids === shown) return;
    shown = ids;
    const list = find('#mails', HTMLElement);
    const open = openIn(list);
    list.replaceChildren(...mails.map((mail) => rowOf(mail, open)));
  };

  return async () => {
    try {
      show(await (await shop.read('/console/mails')).json());
    } catch (error) {
      say('#mails-note', wordsOf(error), 'bad');
    }
  };
}

/**
 * @param {CaughtMail} mail
 * @param {Set<string>} open
 */
function rowOf({ id, time, subject, to, text }, open) {
  const details = element(
    'details',
    { id: `mail-${id}`, open: open.has(`mail-${id}`) },
    element(
      'summary',
      {},
      element('strong', {}, subject),
      element('small', {}, `${to.join(', ')} · `, element('time', { dateTime: time }, dayAndTimeOf(time))),
    ),
    element('pre', {}, text),
  );
  return element('li', {}, details);
}
