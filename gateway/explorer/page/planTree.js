import { element } from './dom.js';

/**
 * @typedef {import('../../explain/explained.ts').PlanTree} PlanTree
 * @typedef {Extract<PlanTree, { kind: 'Fetch' }>} FetchTree
 * @typedef {import('../../explain/explained.ts').FetchRun} FetchRun
 */

/**
 * In the order of the plan, which numbers them.
 *
 * @param {PlanTree | undefined} node
 * @returns {FetchTree[]}
 */
export function fetchesIn(node) {
  if (!node) return [];
  return node.kind === 'Fetch' ? [node] : childrenOf(node).flatMap(fetchesIn);
}

/**
 * An item of a list, with those below it.
 *
 * @param {PlanTree} root
 */
export function planNode(root) {
  const numbers = new Map(fetchesIn(root).map((fetch, index) => [fetch, index + 1]));
  /** @param {PlanTree} node @returns {HTMLLIElement} */
  const item = (node) => {
    if (node.kind === 'Fetch') return element('li', {}, fetchDetails(node, numbers.get(node) ?? 0));
    const name = element('span', { className: 'node' }, titleOf(node));
    return element('li', {}, name, element('ul', {}, ...childrenOf(node).map(item)));
  };
  return item(root);
}

/**
 * @param {Exclude<PlanTree, FetchTree>} node
 * @returns {readonly PlanTree[]}
 */
function childrenOf(node) {
  if (node.kind === 'Flatten') return [node.node];
  if (node.kind === 'Condition') return [node.ifSo, node.ifNot].filter((child) => child !== undefined);
  return node.nodes;
}

/** @param {Exclude<PlanTree, FetchTree>} node */
function titleOf(node) {
  if (node.kind === 'Flatten') return `Flatten ${node.path}`;
  if (node.kind === 'Condition') return `Condition $${node.variable}`;
  return node.kind;
}

/**
 * @param {FetchTree} fetch
 * @param {number} number
 */
function fetchDetails({ service, requires, operation, run }, number) {
  const title = element('strong', {}, `${number} ${service}`);
  const how = element(
    'span',
    { className: run && run.errors > 0 ? 'failed' : '' },
    run ? howItWent(run) : 'not needed',
  );
  const details = element('details', {}, element('summary', {}, 'Fetch ', title, ' ', how));
  if (requires) details.append(element('pre', { className: 'requires' }, `for { ${requires} }`));
  details.append(element('pre', {}, operation));
  return details;
}

/** @param {FetchRun} run */
function howItWent({ ms, state, status, tries, entities, asked }) {
  const words = [`${ms.toFixed(ms < 10 ? 2 : 0)} ms`, state === 'sent' ? status : STATES[state]];
  if (entities !== undefined) words.push(entities === 1 ? '1 entity' : `${entities} entities`);
  if (entities !== undefined && state !== 'kept' && asked < entities) words.push(`${entities - asked} from the cache`);
  if (tries > 1) words.push(`sent ${tries} times`);
  if (state !== 'sent' && status !== '200') words.push(status);
  return words.join(' · ');
}

const STATES = {
  shared: 'shared with an equal request',
  kept: 'from the cache',
  refused: 'not sent',
};
