import { element, find } from './dom.js';
import { post } from './graphql.js';

/**
 * @typedef {import('../explorer.ts').SignIn} SignIn
 * @typedef {{ email: string, accessToken: string, refreshToken: string, expiresAt: string }} Session
 */

const RENEW_BEFORE_MS = 60_000;

/**
 * Who is signed in. Sessions are kept side by side, so that changing between customer and admin is one click; they last
 * as long as the tab.
 *
 * @param {string} endpoint
 * @param {SignIn | undefined} signIn
 */
export function makeSessions(endpoint, signIn) {
  /** @type {Map<string, Session>} */
  const sessions = new Map(JSON.parse(sessionStorage.getItem('sessions') ?? '[]'));
  let current = sessionStorage.getItem('current') ?? '';
  const who = find('#who', HTMLOutputElement);
  const nav = find('#accounts', HTMLElement);

  const show = () => {
    sessionStorage.setItem('sessions', JSON.stringify([...sessions]));
    sessionStorage.setItem('current', current);
    who.textContent = sessions.has(current) ? `signed in as ${current}` : 'not signed in';
    for (const button of nav.querySelectorAll('button[value]')) {
      button.setAttribute('aria-pressed', String(button.getAttribute('value') === current));
    }
  };

  /**
   * @param {string} document
   * @param {Record<string, string>} variables
   * @param {string} email
   * @returns {Promise<string | undefined>} why not
   * @throws where nothing was decided, which says nothing of the session that there is.
   */
  const begin = async (document, variables, email) => {
    const { data, errors } = await post(endpoint, { query: document, variables }, {});
    const [outcome] = Object.values(/** @type {Record<string, any>} */ (data ?? {}));
    if (!outcome) throw new Error(/** @type {{ message?: string }[]} */ (errors)?.[0]?.message ?? 'it did not work');
    if (!outcome.accessToken) return outcome.message;
    sessions.set(email, { ...outcome, email });
    return undefined;
  };

  /** @param {string} email @param {string} password */
  const login = async (email, password) => {
    const refused = await begin(signIn?.login ?? '', { email, password }, email).catch(wordsOf);
    if (!refused) current = email;
    show();
    if (refused) who.textContent = refused;
    return refused;
  };

  /** @param {Session} session */
  const renew = async ({ email, refreshToken }) => {
    const refused = await begin(signIn?.refresh ?? '', { refreshToken }, email);
    if (refused) sessions.delete(email);
    show();
  };
  /** @type {Map<string, Promise<void>>} */
  const renewals = new Map();
  /** Several operations renew a session together: a refresh token is good for one use. @param {Session} session */
  const renewOnce = (session) => {
    const renewal = renewals.get(session.email) ?? renew(session).finally(() => renewals.delete(session.email));
    renewals.set(session.email, renewal);
    return renewal;
  };

  /** @param {string} email */
  const choose = (email) => {
    current = email;
    show();
  };

  if (signIn) {
    nav.hidden = false;
    const buttons = signIn.accounts.map(({ name, email, password }) => {
      const button = element('button', { type: 'button', value: email, title: email }, name);
      button.onclick = async () => {
        // Once more signs in anew: the session may have ended elsewhere.
        if (sessions.has(email) && email !== current) choose(email);
        else if (password) await login(email, password);
        else openForm(email, login);
      };
      return button;
    });
    const other = element('button', { type: 'button' }, 'Other…');
    other.onclick = () => openForm('', login);
    const nobody = element('button', { type: 'button', value: '' }, 'Nobody');
    nobody.onclick = () => choose('');
    nav.append('Sign in as', ...buttons, other, nobody);
  }
  show();

  return {
    /** Headers of the next operation, with a token that still lasts. @returns {Promise<Record<string, string>>} */
    async headers() {
      const session = sessions.get(current);
      if (!session) return {};
      // Where it can't be renewed just now, what is left of it is used.
      const ends = Date.parse(session.expiresAt) - Date.now();
      if (ends < RENEW_BEFORE_MS) await renewOnce(session).catch(() => undefined);
      const { accessToken } = sessions.get(session.email) ?? {};
      return accessToken ? { authorization: `Bearer ${accessToken}` } : {};
    },
    current: () => current,
  };
}

/** @param {unknown} error */
const wordsOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * @param {string} known the e-mail, if it is clear which
 * @param {(email: string, password: string) => Promise<string | undefined>} login
 */
function openForm(known, login) {
  const dialog = find('#login', HTMLDialogElement);
  const [email, password] = [find('#email', HTMLInputElement), find('#password', HTMLInputElement)];
  const refused = find('#refused', HTMLParagraphElement);
  email.value = known;
  password.value = '';
  refused.textContent = '';
  find('#login form', HTMLFormElement).onsubmit = async (event) => {
    event.preventDefault();
    refused.textContent = (await login(email.value, password.value)) ?? '';
    if (!refused.textContent) dialog.close();
  };
  find('#login [value=cancel]', HTMLButtonElement).onclick = () => dialog.close();
  dialog.showModal();
}
