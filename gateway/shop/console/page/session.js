import { element, find } from './dom.js';
import { refusalOf, wordsOf } from './shop.js';

/**
 * @typedef {import('../../../explorer/explorer.ts').SignIn} SignIn
 * @typedef {{ email: string, accessToken: string, refreshToken: string, expiresAt: string }} Kept
 */

const KEY = 'console-session';
const ADMIN = 'admin';
const LOGOUT =
  'mutation ConsoleLogout($refreshToken: String!) { logout(input: { refreshToken: $refreshToken }) { __typename } }';
const RENEW_BEFORE_MS = 60_000;

/**
 * The admin's session. It lasts as long as the tab, and is known to nobody else: no cookie carries it.
 *
 * @param {{ onBegin: () => void, onEnd: () => void }} page
 */
export function makeSession({ onBegin, onEnd }) {
  /** @type {SignIn | undefined} */
  let signIn;
  /** @type {Kept | undefined} */
  let kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') ?? undefined;
  /** @type {Promise<boolean> | undefined} */
  let renewing;

  /** @param {Kept | undefined} session */
  const keep = (session) => {
    kept = session;
    if (session) sessionStorage.setItem(KEY, JSON.stringify(session));
    else sessionStorage.removeItem(KEY);
    find('#who', HTMLElement).textContent = session?.email ?? '';
  };

  /**
   * The demo accounts and the documents that sign in are those of the explorer.
   *
   * @returns {Promise<SignIn>}
   */
  const ways = async () => {
    signIn ??= /** @type {SignIn} */ ((await (await fetch('/explorer/setup.json')).json()).signIn);
    return signIn;
  };

  /**
   * @param {string} query
   * @param {Record<string, string>} variables
   * @param {string} email
   * @returns {Promise<string | undefined>} why not
   * @throws where nothing was decided, which says nothing of the session that there is.
   */
  const begin = async (query, variables, email) => {
    const { data, errors } = await post(query, variables);
    const [outcome] = Object.values(/** @type {Record<string, any>} */ (data ?? {})); // a session or what refused it
    if (!outcome) throw refusalOf(errors ?? []);
    if (!outcome.accessToken) return outcome.message;
    const { accessToken, refreshToken, expiresAt } = outcome;
    keep({ email, accessToken, refreshToken, expiresAt });
    return undefined;
  };

  const renew = async () => {
    if (!kept) return false;
    const { email, refreshToken } = kept;
    const refused = await begin((await ways()).refresh, { refreshToken }, email);
    if (refused) end('Your session has ended: sign in again.');
    return !refused;
  };
  /** Several that find their token ended renew it together: a refresh token is good for one use. */
  const renewOnce = () => {
    renewing ??= renew().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };

  /** @param {string} why */
  const end = (why) => {
    keep(undefined);
    showForm(why);
    onEnd();
  };

  /** @param {string} email @param {string} password */
  const login = async (email, password) => {
    const asking = async () => begin((await ways()).login, { email, password }, email);
    const refused = await asking().catch(wordsOf);
    if (refused) return showForm(refused);
    showForm('');
    onBegin();
  };

  /** @param {string} why */
  const showForm = (why) => {
    find('#refused', HTMLElement).textContent = why;
  };

  const offerDemo = async () => {
    const admin = (await ways()).accounts.find(({ name }) => name === ADMIN);
    if (!admin) return;
    find('#email', HTMLInputElement).value = admin.email;
    const { email, password } = admin;
    if (!password) return;
    const button = element('button', { type: 'button', className: 'primary' }, 'Sign in as the demo admin');
    button.onclick = () => login(email, password);
    find('#demo', HTMLElement).replaceChildren(button);
  };

  find('#login', HTMLFormElement).onsubmit = (event) => {
    event.preventDefault();
    const password = find('#password', HTMLInputElement);
    void login(find('#email', HTMLInputElement).value, password.value);
    password.value = '';
  };
  find('#leave', HTMLButtonElement).onclick = async () => {
    const { refreshToken = '' } = kept ?? {};
    keep(undefined);
    await post(LOGOUT, { refreshToken }).catch(() => undefined);
    // Nothing of what was shown stays in the page.
    location.reload();
  };

  return {
    /** Goes on with the session of before a reload, or asks to sign in. */
    start: () => {
      keep(kept);
      offerDemo().catch(() => showForm('The gateway does not answer: reload the page later.'));
      if (kept) onBegin();
      else onEnd();
    },
    /** @returns {Promise<Record<string, string>>} */
    headers: async () => {
      // Where it can't be renewed just now, what is left of it is used.
      if (kept && Date.parse(kept.expiresAt) - Date.now() < RENEW_BEFORE_MS) await renewOnce().catch(() => false);
      return kept ? { authorization: `Bearer ${kept.accessToken}` } : {};
    },
    renew: renewOnce,
    end,
  };
}

/**
 * An operation in nobody's name.
 *
 * @param {string} query
 * @param {Record<string, string>} variables
 */
async function post(query, variables) {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const response = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return response.json();
}
