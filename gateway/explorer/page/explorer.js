import { element, find } from './dom.js';
import { makeFetcher } from './fetcher.js';
import { makeMemory } from './memory.js';
import { makeSessions } from './session.js';

/**
 * @typedef {import('../explorer.ts').ExplorerSetup} ExplorerSetup
 * @typedef {import('../explorer.ts').ReadyMade} ReadyMade
 */

const GRAPHIQL = '/explorer/graphiql/';

/** @type {ExplorerSetup} */
const setup = await (await fetch('/explorer/setup.json')).json();
document.title = setup.title;
find('#title', HTMLHeadingElement).textContent = setup.title;

const memory = makeMemory(setup);
const sessions = makeSessions(setup.endpoint, setup.signIn);
const fetcher = remembering(
  makeFetcher({ endpoint: setup.endpoint, headers: sessions.headers, who: sessions.current, learn: memory.learn }),
);

Object.assign(globalThis, { MonacoEnvironment: { getWorker: startWorker } });
const { React, createRoot, Ruru } = await import(`${GRAPHIQL}ruru.js`);
const host = find('#graphiql', HTMLElement);
const root = createRoot(host);
const storage = inMemory();
let opened = 0;
open(setup.chapters[0]?.operations[0]);
showStory();

/**
 * GraphiQL takes text only when it is made, so it is made anew; its tabs are kept. Until its editor has the text, its
 * play button would do nothing, or play what was there before: nothing can be pressed so long.
 *
 * @param {ReadyMade | undefined} operation
 */
function open(operation) {
  host.inert = true;
  const graphiql = React.createElement(Ruru, {
    fetcher,
    storage,
    forcedTheme: 'system',
    defaultEditorToolsVisibility: 'variables',
    confirmCloseTab: () => true,
    ...(operation && {
      initialQuery: operation.document,
      initialVariables: operation.variables ? memory.fill(operation.variables) : '',
    }),
  });
  root.render(React.createElement(Made, { key: opened++, whenMade: unlockWhenShown }, graphiql));
}

/**
 * Its children, and a call once they stand on the page in the place of those before.
 *
 * @param {{ whenMade: () => void, children: unknown }} props
 */
function Made({ whenMade, children }) {
  React.useEffect(whenMade, [whenMade]);
  return children;
}

function unlockWhenShown() {
  const unlock = () => {
    if (!host.querySelector('.view-line')) return;
    shown.disconnect();
    host.inert = false;
  };
  const shown = new MutationObserver(unlock);
  shown.observe(host, { childList: true, subtree: true });
  unlock();
}

function showStory() {
  find('.story', HTMLElement).hidden = setup.chapters.length === 0;
  const chapters = setup.chapters.map(({ title, operations }) =>
    element('li', {}, element('h2', {}, title), element('ol', {}, ...operations.map(buttonFor))),
  );
  find('#chapters', HTMLOListElement).append(...chapters);
}

/** @param {ReadyMade} operation */
function buttonFor(operation) {
  const { id, title, hint, as } = operation;
  const button = element('button', { type: 'button', id: `open-${id}` }, element('strong', {}, title));
  if (as) button.append(element('em', {}, as));
  button.append(element('span', {}, hint));
  button.onclick = () => {
    document.querySelector('.story [aria-current]')?.removeAttribute('aria-current');
    button.setAttribute('aria-current', 'true');
    open(operation);
  };
  return element('li', {}, button);
}

/**
 * The schema is asked for whenever GraphiQL is made; it needs to travel once.
 *
 * @param {ReturnType<typeof makeFetcher>} send
 * @returns {ReturnType<typeof makeFetcher>}
 */
function remembering(send) {
  /** @type {Map<string, ReturnType<typeof send>>} */
  const schemas = new Map();
  return (operation, options) => {
    if (operation.operationName !== 'IntrospectionQuery') return send(operation, options);
    const known = schemas.get(operation.query) ?? send(operation, options);
    schemas.set(operation.query, known);
    // A failure is not worth keeping.
    known.catch(() => schemas.delete(operation.query));
    return known;
  };
}

/**
 * @param {unknown} _id
 * @param {string} label
 */
function startWorker(_id, label) {
  const file = label === 'json' || label === 'graphql' ? label : 'editor';
  return new Worker(`${GRAPHIQL}${file}Worker.js`, { type: 'module' });
}

/** What GraphiQL keeps between its makings; a reload begins anew. */
function inMemory() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    get length() {
      return kept.size;
    },
    /** @param {string} key */
    getItem: (key) => kept.get(key) ?? null,
    /** @param {string} key @param {string} value */
    setItem: (key, value) => void kept.set(key, value),
    /** @param {string} key */
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}
