import { makeBuffer } from './buffer.js';
import { post, subscribe } from './graphql.js';
import { showStream } from './live.js';
import { showPlan } from './plan.js';

/**
 * @typedef {import('./graphql.js').Operation} Operation
 * @typedef {import('./graphql.js').Result} Result
 */

/** Gateways in development then tell how they answered. */
const EXPLAIN = { 'x-bazaar-explain': '1' };
const STOP_BUTTON = '.graphiql-execute-button';
const JUST_NOW_MS = 1_000;

/**
 * What GraphiQL sends its operations with: the token of whoever is signed in goes along, ids in results are remembered,
 * and subscriptions show up in the live panel too.
 *
 * @param {{
 *   endpoint: string,
 *   headers: () => Promise<Record<string, string>>,
 *   who: () => string,
 *   learn: (data: unknown) => void,
 * }} deps
 */
export function makeFetcher({ endpoint, headers, who, learn }) {
  const wasStopped = watchStopButton();

  /**
   * @param {Operation} operation
   * @param {{ headers?: Record<string, string> }} [options]
   */
  return async (operation, options) => {
    const sent = { ...(await headers()), ...lowerCased(options?.headers) };
    if (!isSubscription(operation)) {
      const isLookedAt = operation.operationName !== 'IntrospectionQuery';
      const result = await post(endpoint, operation, isLookedAt ? { ...EXPLAIN, ...sent } : sent);
      learn(result.data);
      return isLookedAt ? withoutPlan(operation, result) : result;
    }
    const buffer = makeBuffer();
    const stop = () => end();
    const shown = showStream(operation.operationName ?? 'subscription', who(), stop);
    const end = subscribe(endpoint, operation, sent, {
      next: (result) => {
        learn(result.data);
        shown.add(result);
        buffer.push(result);
      },
      end: (reason) => {
        shown.end(reason);
        buffer.end();
      },
    });
    // GraphiQL lets go of a subscription whenever its tab is left; only its button is meant to stop it.
    return buffer.iterate(() => wasStopped() && stop());
  };
}

/**
 * `Authorization` of the editor's headers stands in for the one of whoever is signed in, not beside it.
 *
 * @param {Record<string, string>} [headers]
 */
const lowerCased = (headers = {}) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/**
 * What is told of the plan is for the panel, the rest for the editor.
 *
 * @param {Operation} operation
 * @param {Result} result
 */
function withoutPlan({ operationName }, { extensions, ...result }) {
  const { explain, ...others } = extensions ?? {};
  showPlan(operationName ?? 'operation', explain);
  return Object.keys(others).length > 0 ? { ...result, extensions: others } : result;
}

/** Whether the stop button was used a moment ago, by mouse or keyboard. */
function watchStopButton() {
  let at = Number.NEGATIVE_INFINITY;
  const note = (/** @type {Event} */ { target }) => {
    if (target instanceof Element && target.closest(STOP_BUTTON)) at = performance.now();
  };
  document.addEventListener('click', note, true);
  document.addEventListener(
    'keydown',
    ({ key, ctrlKey, metaKey }) => {
      if (key === 'Enter' && (ctrlKey || metaKey)) at = performance.now();
    },
    true,
  );
  return () => performance.now() - at < JUST_NOW_MS;
}

/** @param {Operation} operation */
function isSubscription({ query, operationName }) {
  const named = operationName ? `\\s+${operationName}\\b` : '';
  return new RegExp(`(^|[\\s}])subscription\\b${named}`).test(query.replace(/#.*$/gm, ''));
}
