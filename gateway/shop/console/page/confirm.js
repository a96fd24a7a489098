import { find } from './dom.js';

/**
 * Asks a person before something is changed.
 *
 * @param {string} question
 * @param {string} verb what the button says
 * @returns {Promise<boolean>}
 */
export function confirmed(question, verb) {
  const dialog = find('#confirm', HTMLDialogElement);
  const yes = find('#confirm-yes', HTMLButtonElement);
  find('#question', HTMLElement).textContent = question;
  yes.textContent = verb;
  dialog.returnValue = '';
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(dialog.returnValue === 'yes');
    yes.onclick = () => dialog.close('yes');
    find('#confirm-no', HTMLButtonElement).onclick = () => dialog.close('');
    dialog.showModal();
  });
}
