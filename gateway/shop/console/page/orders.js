import { element, find, say } from './dom.js';
import { drawOrders } from './drawOrders.js';
import { statusNames } from './orderMap.js';
import { wordsOf } from './shop.js';
import { showTimeline } from './timeline.js';
import { dayAndTimeOf, shortOf, spelled } from './words.js';

/**
 * @typedef {import('./orderMap.js').Status} Status
 * @typedef {{
 *   id: string, status: Status, paymentStatus: string, placedAt: string, total: { formatted: string } | null,
 *   customer: { name: string | null } | null,
 * }} Order
 */

const counts = statusNames.map((status) => `${status}: orders(filter: { status: { eq: ${status} } }) { totalCount }`);
/** On their own: an operation may have ten root fields. */
const COUNTS = `query ConsoleOrderCounts {
  ${counts.join('\n  ')}
}`;
const NEWEST = `query ConsoleNewestOrders($statuses: [OrderStatus!]!) {
  orders(first: 8, filter: { status: { in: $statuses } }) {
    nodes { id status paymentStatus placedAt total { formatted } customer { name } }
  }
}`;
/** What the status does not say by itself. */
const TOLD_APART = ['PARTIALLY_REFUNDED', 'REFUNDED'];
const NARROW = '(max-width: 56rem)';

/**
 * The life of orders with the number at each status; one of them picked shows its newest orders.
 *
 * @param {import('./shop.js').Shop} shop
 */
export function makeOrders(shop) {
  /** @type {Status | undefined} */
  let picked;
  /** @type {Record<string, number>} */
  let known = {};
  const narrow = matchMedia(NARROW);
  let map = drawMap();

  function drawMap() {
    const drawn = drawOrders({ isStanding: narrow.matches, onPick: (status) => pick(status) });
    find('#order-map', HTMLElement).replaceChildren(drawn.drawing);
    return drawn;
  }
  narrow.onchange = () => {
    map = drawMap();
    map.mark(picked);
    map.show(known);
  };

  /** @param {Status} status the one that is picked already shows all again */
  const pick = (status) => {
    picked = picked === status ? undefined : status;
    map.mark(picked);
    find('#newest-title', HTMLElement).textContent = picked ? `Newest orders: ${spelled(picked)}` : 'Newest orders';
    void load();
  };

  const load = async () => {
    const asked = picked;
    try {
      const [byStatus, { orders }] = await Promise.all([
        shop.ask(COUNTS),
        shop.ask(NEWEST, { statuses: asked ? [asked] : statusNames }),
      ]);
      say('#orders-note', '');
      known = Object.fromEntries(Object.entries(byStatus).map(([status, found]) => [status, found?.totalCount ?? 0]));
      map.show(known);
      if (asked === picked) showRows(orders?.nodes ?? []);
    } catch (error) {
      say('#orders-note', wordsOf(error), 'bad');
    }
  };

  /** @param {Order[]} orders */
  const showRows = (orders) => {
    find('#newest-none', HTMLElement).hidden = orders.length > 0;
    find('#newest', HTMLElement).replaceChildren(
      ...orders.map((order) => rowOf(order, () => showTimeline(shop, order.id))),
    );
  };

  return load;
}

/**
 * @param {Order} order
 * @param {() => void} open
 */
function rowOf({ id, status, paymentStatus, placedAt, total, customer }, open) {
  const button = element('button', { type: 'button', title: `What happened to ${id}` }, shortOf(id));
  button.onclick = open;
  const money = TOLD_APART.includes(paymentStatus) ? ` ${spelled(paymentStatus).toLowerCase()}` : '';
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, button),
    element('td', {}, spelled(status), element('small', {}, money)),
    element('td', { className: 'wide' }, customer?.name ?? 'gone'),
    element('td', { className: 'number' }, total?.formatted ?? '–'),
    element('td', {}, element('time', { dateTime: placedAt }, dayAndTimeOf(placedAt))),
  );
}
