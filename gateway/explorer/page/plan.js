import { element, find } from './dom.js';
import { fetchesIn, planNode } from './planTree.js';

/**
 * @typedef {import('../../explain/explained.ts').Explained} Explained
 * @typedef {{ at: number, ms: number }} Timed
 */

/**
 * How the last operation was planned and answered, under the editor. Nothing is shown where the gateway does not tell.
 *
 * @param {string} name of the operation
 * @param {Explained | undefined} explained
 */
export function showPlan(name, explained) {
  const panel = find('.plan', HTMLDetailsElement);
  panel.hidden = !explained;
  if (!explained) return;
  find('#plan-of', HTMLElement).textContent = summaryOf(name, explained);
  find('#timings', HTMLOListElement).replaceChildren(...timings(explained));
  const { plan } = explained;
  find('#plan-tree', HTMLUListElement).replaceChildren(plan ? planNode(plan) : element('li', {}, 'Nothing to fetch.'));
}

/**
 * @param {string} name
 * @param {Explained} explained
 */
function summaryOf(name, { totalMs, from, plan }) {
  const runs = fetchesIn(plan).filter(({ run }) => run);
  const fetches = runs.length === 1 ? '1 fetch' : `${runs.length} fetches`;
  return [name, inMs(totalMs), from === 'subgraphs' ? fetches : `answered from ${from}`].join(' · ');
}

/** @param {Explained} explained */
function timings({ totalMs, phases, plan }) {
  const known = ['parse', 'validate', 'plan'].filter((name) => !phases.some((phase) => phase.name === name));
  const rows = phases.map((phase) => row(phase.name, phase, totalMs, 'phase'));
  for (const [index, { service, run }] of fetchesIn(plan).entries()) {
    if (run)
      rows.push(row(`${index + 1} ${service}`, run, totalMs, run.errors > 0 ? 'fetch failed' : `fetch ${run.state}`));
  }
  if (known.length > 0) rows.push(element('li', { className: 'known' }, `Remembered: ${known.join(', ')}`));
  return rows;
}

/**
 * @param {string} label
 * @param {Timed} timed
 * @param {number} totalMs
 * @param {string} kind
 */
function row(label, { at, ms }, totalMs, kind) {
  const bar = element('i', { className: kind });
  bar.style.left = percent(at, totalMs);
  bar.style.width = percent(ms, totalMs);
  return element(
    'li',
    { title: `${label}: from ${inMs(at)}, ${inMs(ms)}` },
    element('span', {}, label),
    element('span', { className: 'track' }, bar),
    element('span', { className: 'ms' }, inMs(ms)),
  );
}

/** @param {number} part @param {number} whole */
const percent = (part, whole) => `${((part / whole) * 100).toFixed(2)}%`;

/** @param {number} ms */
const inMs = (ms) => `${ms < 10 ? ms.toFixed(2) : ms.toFixed(0)} ms`;
