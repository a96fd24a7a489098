import { drawn } from './dom.js';
import { statuses, statusNames, ways } from './orderMap.js';
import { counted, spelled } from './words.js';

/** @typedef {import('./orderMap.js').Status} Status */

const BOX = { width: 132, height: 56 };
/** Lying on a wide page, standing on a phone; in units of the drawing. */
const LYING = { width: 1_160, height: 252, x0: 76, y0: 84, along: 168, across: 134 };
const STANDING = { width: 356, height: 560, x0: 110, y0: 34, along: 82, across: 172 };
/** How far a way that skips others or goes back swings out: more, the longer it is. */
const SWING = { base: 12, step: 15 };

/**
 * The life of an order with the number of orders at each status.
 *
 * @param {{ isStanding: boolean, onPick: (status: Status) => void }} options
 */
export function drawOrders({ isStanding, onPick }) {
  const { width, height } = isStanding ? STANDING : LYING;
  const drawing = drawn('svg', { viewBox: `0 0 ${width} ${height}`, role: 'group', class: 'orders' });
  drawing.setAttribute('aria-label', 'Orders by status');
  drawing.append(arrowHead(), ...ways.map((way) => wayOf(way, isStanding)));
  const nodes = new Map(statusNames.map((status) => [status, nodeOf(status, isStanding, onPick)]));
  drawing.append(...[...nodes.values()].map(({ group }) => group));
  return {
    drawing,
    /** @param {Record<string, number>} counts */
    show: (counts) => {
      for (const [status, { show }] of nodes) show(counts[status] ?? 0);
    },
    /** @param {Status | undefined} picked */
    mark: (picked) => {
      for (const [status, { group }] of nodes) group.setAttribute('aria-pressed', String(status === picked));
    },
  };
}

/**
 * @param {Status} status
 * @param {boolean} isStanding
 */
function centreOf(status, isStanding) {
  const { along, across } = statuses[status];
  if (isStanding) return { x: STANDING.x0 + across * STANDING.across, y: STANDING.y0 + along * STANDING.along };
  return { x: LYING.x0 + along * LYING.along, y: LYING.y0 + across * LYING.across };
}

/**
 * @param {Status} status
 * @param {boolean} isStanding
 * @param {(status: Status) => void} onPick
 */
function nodeOf(status, isStanding, onPick) {
  const { x, y } = centreOf(status, isStanding);
  const name = spelled(status);
  const number = drawn('text', { y: 16, class: 'count' }, '–');
  const group = drawn(
    'g',
    { transform: `translate(${x} ${y})`, class: 'status', role: 'button', tabindex: 0, 'data-status': status },
    drawn('rect', { x: -BOX.width / 2, y: -BOX.height / 2, width: BOX.width, height: BOX.height, rx: 10 }),
    drawn('text', { y: -8 }, name),
    number,
  );
  group.addEventListener('click', () => onPick(status));
  group.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onPick(status);
  });
  /** @param {number} count */
  const show = (count) => {
    number.textContent = count.toLocaleString('en');
    group.classList.toggle('none', count === 0);
    group.setAttribute('aria-label', `${name}: ${counted(count, 'order')}`);
  };
  return { group, show };
}

/**
 * @param {(typeof ways)[number]} way
 * @param {boolean} isStanding
 */
function wayOf({ from, to, step }, isStanding) {
  const path = drawn('path', { d: lineOf(from, to, isStanding), class: 'way', 'marker-end': 'url(#arrow)' });
  path.append(drawn('title', {}, spelled(step)));
  return path;
}

/**
 * Straight to the next status, in a swing over others or back, and in a curve to the ends beside the way.
 *
 * @param {Status} from
 * @param {Status} to
 * @param {boolean} isStanding
 */
function lineOf(from, to, isStanding) {
  const a = centreOf(from, isStanding);
  const b = centreOf(to, isStanding);
  const steps = statuses[to].along - statuses[from].along;
  if (statuses[to].across > statuses[from].across) return beside(a, b, isStanding);
  if (steps === 1) return straight(a, b, isStanding);
  return swing(a, b, isStanding);
}

/** @typedef {{ x: number, y: number }} Point */
/** @typedef {(a: Point, b: Point, isStanding: boolean) => string} Line */

const [HALF_WIDTH, HALF_HEIGHT] = [BOX.width / 2, BOX.height / 2];
/** Room for the arrow's head. */
const GAP = 3;

/** @type {Line} */
const straight = (a, b, isStanding) =>
  isStanding
    ? `M${a.x} ${a.y + HALF_HEIGHT} L${b.x} ${b.y - HALF_HEIGHT - GAP}`
    : `M${a.x + HALF_WIDTH} ${a.y} L${b.x - HALF_WIDTH - GAP} ${b.y}`;

/** @type {Line} */
function beside(a, b, isStanding) {
  if (isStanding) {
    const [x1, x2] = [a.x + HALF_WIDTH, b.x - HALF_WIDTH - GAP];
    const middle = (x1 + x2) / 2;
    return `M${x1} ${a.y} C${middle} ${a.y} ${middle} ${b.y} ${x2} ${b.y}`;
  }
  const [y1, y2] = [a.y + HALF_HEIGHT, b.y - HALF_HEIGHT - GAP];
  const middle = (y1 + y2) / 2;
  return `M${a.x} ${y1} C${a.x} ${middle} ${b.x} ${middle} ${b.x} ${y2}`;
}

/** @type {Line} */
function swing(a, b, isStanding) {
  const steps = isStanding ? Math.abs(a.y - b.y) / STANDING.along : Math.abs(a.x - b.x) / LYING.along;
  const out = SWING.base + SWING.step * steps;
  if (isStanding) {
    const [x, end] = [a.x - HALF_WIDTH, b.x - HALF_WIDTH - GAP];
    return `M${x} ${a.y} C${x - out} ${a.y} ${x - out} ${b.y} ${end} ${b.y}`;
  }
  const [y, end] = [a.y - HALF_HEIGHT, b.y - HALF_HEIGHT - GAP];
  return `M${a.x} ${y} C${a.x} ${y - out} ${b.x} ${y - out} ${b.x} ${end}`;
}

function arrowHead() {
  const marker = { id: 'arrow', viewBox: '0 0 8 8', refX: 6, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' };
  return drawn('defs', {}, drawn('marker', marker, drawn('path', { d: 'M0 0 L8 4 L0 8 z', class: 'head' })));
}
