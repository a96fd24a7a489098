import { makeClock } from './clock.js';
import { makeDeadLetters } from './deadLetters.js';
import { find, say } from './dom.js';
import { makeEvents } from './events.js';
import { showHealth } from './health.js';
import { showLag } from './lag.js';
import { makeMails } from './mails.js';
import { makeOrders } from './orders.js';
import { makeRefresher } from './refresher.js';
import { makeSession } from './session.js';
import { makeShop, wordsOf } from './shop.js';
import { makeStream } from './stream.js';

const session = makeSession({ onBegin: () => begin(), onEnd: () => end() });
const shop = makeShop(session);

const orders = makeRefresher(makeOrders(shop), { everyMs: 10_000, restMs: 2_000 });
const mails = makeRefresher(makeMails(shop), { everyMs: 15_000 });
const letters = makeRefresher(makeDeadLetters(shop), { everyMs: 5_000 });
const clock = makeRefresher(
  makeClock(shop, () => orders.soon()),
  { everyMs: 10_000 },
);
const parts = makeRefresher(loadParts, { everyMs: 2_000 });
const refreshers = [parts, orders, mails, letters, clock];

const events = makeEvents();
const stream = makeStream(shop, {
  onEvents: (batch) => {
    events.add(batch);
    const topics = new Set(batch.events.map(({ topic }) => topic));
    if (topics.has('orders.v1') || topics.has('payments.v1')) orders.soon();
    if (topics.has('mails.v1')) mails.soon();
  },
  onState: showLine,
});

session.start();

function begin() {
  showSections(true);
  for (const refresher of refreshers) refresher.start();
  stream.start();
}

function end() {
  showSections(false);
  for (const refresher of refreshers) refresher.stop();
  stream.stop();
  say('#line', 'signed out');
}

/** @param {boolean} isSignedIn */
function showSections(isSignedIn) {
  find('#signin', HTMLElement).hidden = isSignedIn;
  find('#sections', HTMLElement).hidden = !isSignedIn;
  find('#signed', HTMLElement).hidden = !isSignedIn;
}

async function loadParts() {
  try {
    const found = await (await shop.read('/console/parts')).json();
    showHealth(found);
    showLag(found);
    say('#health-note', '');
    find('#sections', HTMLElement).classList.remove('stale');
  } catch (error) {
    say('#health-note', `${wordsOf(error)} What follows is how things were.`, 'bad');
    find('#sections', HTMLElement).classList.add('stale');
  }
}

/**
 * Whether events come, at the top of the page.
 *
 * @param {'live' | 'away'} state
 * @param {string} source
 */
function showLine(state, source) {
  if (state === 'away') say('#line', 'reconnecting …', 'bad');
  else if (source === 'up') say('#line', 'live', 'good');
  else say('#line', `no events: ${source}`, 'bad');
}
