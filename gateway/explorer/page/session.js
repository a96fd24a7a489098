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
   */
  const begin = async (document, variables, email) => {
    const { data, errors } = await post(endpoint, { query: document, variables }, {});
    const [outcome] = Object.values(/** @type {Record<string, any>} */ (data ?? {}));
    if (!outcome?.accessToken) {
      return outcome?.message ?? /** @type {{ message?: string }[]} */ (errors)?.[0]?.message ?? 'it did not work';
    }
    sessions.set(email, { ...outcome, email });
    return undefined;
  };

  /** @param {string} email @param {string} password */
  const login = async (email, password) => {
    const refused = await begin(signIn?.login ?? '', { email, password }, email);
    if (!refused) current = email;
    show();
    return refused;
  };

  if (signIn) {
    nav.hidden = false;
    const buttons = signIn.accounts.map(({ name, email, password }) => {
      const button = element('button', { type: 'button', value: email, title: email }, name);
      button.onclick = async () => {
        if (sessions.has(email)) current = email;
        else if (password) await login(email, password);
        else openForm(email, login);
        show();
      };
      return button;
    });
    const other = element('button', { type: 'button' }, 'Other…');
    other.onclick = () => openForm('', login);
    const nobody = element('button', { type: 'button', value: '' }, 'Nobody');
    nobody.onclick = () => {
      current = '';
      show();
    };
    nav.append('Sign in as', ...buttons, other, nobody);
  }
  show();

  return {
    /** Headers of the next operation, with a token that still lasts. @returns {Promise<Record<string, string>>} */
    async headers() {
      const session = sessions.get(current);
      if (!session) return {};
      if (Date.parse(session.expiresAt) - Date.now() < RENEW_BEFORE_MS) {
        const { email, refreshToken } = session;
        sessions.delete(email);
        await begin(signIn?.refresh ?? '', { refreshToken }, email);
        show();
      }
      const { accessToken } = sessions.get(current) ?? {};
      return accessToken ? { authorization: `Bearer ${accessToken}` } : {};
    },
    current: () => current,
  };
}

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
