import { confirmed } from './confirm.js';
import { element, find, say } from './dom.js';
import { wordsOf } from './shop.js';
import { durationOf } from './words.js';

const READ = 'query ConsoleClock { shopTime }';
const MOVE = `mutation ConsoleMoveClock($seconds: Int!) {
  advanceClock(input: { seconds: $seconds }) { shopTime }
}`;
const STEPS = [
  { seconds: 60, hint: '' },
  { seconds: 16 * 60, hint: 'past an unpaid order’s hold' },
  { seconds: 3_600, hint: '' },
  { seconds: 86_400, hint: '' },
];
/** Both clocks are read over a network. */
const SAME_SECONDS = 5;

/**
 * What time it is for the shop, and moving it.
 *
 * @param {import('./shop.js').Shop} shop
 * @param {() => void} onMoved
 */
export function makeClock(shop, onMoved) {
  /** How far the shop's time is ahead of this machine's, in milliseconds. @type {number | undefined} */
  let ahead;
  let isUnread = false;

  const tick = () => {
    if (ahead === undefined) return;
    const now = new Date(Date.now() + ahead);
    find('#shop-time', HTMLElement).textContent = `${now.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
    const seconds = ahead / 1_000;
    find('#ahead', HTMLElement).textContent =
      Math.abs(seconds) < SAME_SECONDS ? 'the same as real time' : `${durationOf(seconds)} ahead of real time`;
  };

  /** @param {string} shopTime */
  const learn = (shopTime) => {
    ahead = Date.parse(shopTime) - Date.now();
    tick();
  };

  /** @param {number} seconds */
  const move = async (seconds) => {
    const by = durationOf(seconds);
    if (!(await confirmed(`Move the shop’s clock forward by ${by}? It can’t go back.`, 'Move it'))) return;
    try {
      const { advanceClock } = await shop.ask(MOVE, { seconds });
      learn(advanceClock.shopTime);
      say('#clock-note', `The clock was moved by ${by}.`, 'good');
      onMoved();
    } catch (error) {
      say('#clock-note', wordsOf(error), 'bad');
    }
  };

  const buttons = STEPS.map(({ seconds, hint }) => {
    const button = element('button', { type: 'button', title: hint }, `+ ${durationOf(seconds)}`);
    button.onclick = () => move(seconds);
    return button;
  });
  find('#steps', HTMLElement).append(...buttons);
  find('#move', HTMLFormElement).onsubmit = (event) => {
    event.preventDefault();
    void move(find('#minutes', HTMLInputElement).valueAsNumber * 60);
  };
  setInterval(tick, 1_000);

  return async () => {
    try {
      const { shopTime } = await shop.ask(READ);
      if (shopTime) learn(shopTime);
      if (isUnread) say('#clock-note', '');
      isUnread = false;
    } catch (error) {
      say('#clock-note', wordsOf(error), 'bad');
      isUnread = true;
    }
  };
}
