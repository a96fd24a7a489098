import { confirmed } from './confirm.js';
import { element, find, openIn, say } from './dom.js';
import { wordsOf } from './shop.js';
import { counted, dayAndTimeOf } from './words.js';

const READ = `query ConsoleDeadLetters {
  deadLetters(first: 100, filter: { status: { in: [PARKED, REPLAYING] } }) {
    totalCount
    nodes { id consumer topic key kind status reason message attempts failedAt recordedAt failedAgain event requestId }
  }
}`;
const REPLAY = `mutation ConsoleReplay($input: ReplayDeadLettersInput!) {
  replayDeadLetters(input: $input) {
    __typename
    ... on DeadLettersReplayed { deadLetters { id } }
    ... on UserError { code message }
  }
}`;

/**
 * @typedef {{
 *   id: string, consumer: string, topic: string, key: string, kind: string, status: string, reason: string | null,
 *   message: string | null, attempts: number | null, failedAt: string | null, recordedAt: string, failedAgain: boolean,
 *   event: string, requestId: string | null,
 * }} DeadLetter
 */

/**
 * Events that a consumer could not handle, by consumer and key: a key's events wait and come again together.
 *
 * @param {import('./shop.js').Shop} shop
 */
export function makeDeadLetters(shop) {
  let shown = '';

  const load = async () => {
    try {
      const { deadLetters } = await shop.ask(READ);
      show(deadLetters?.nodes ?? [], deadLetters?.totalCount ?? 0);
    } catch (error) {
      say('#letters-note', wordsOf(error), 'bad');
    }
  };

  /**
   * @param {DeadLetter[]} letters
   * @param {number} total
   */
  const show = (letters, total) => {
    say('#letters-note', total === 0 ? 'No dead letters.' : `${counted(total, 'dead letter')} waiting`);
    const state = JSON.stringify(letters);
    if (state === shown) return;
    shown = state;
    const groups = Map.groupBy(letters, ({ consumer, topic, key }) => `${consumer} ${topic} ${key}`);
    const list = find('#letters', HTMLElement);
    const open = openIn(list);
    list.replaceChildren(...[...groups.values()].map((group) => groupOf(group, open, replay)));
  };

  /** @param {{ consumer: string, topic: string, key: string }} group */
  const replay = async ({ consumer, topic, key }) => {
    if (!(await confirmed(`Have ${consumer} handle the events of ${topic} with the key ${key} again?`, 'Replay')))
      return;
    try {
      const { replayDeadLetters: outcome } = await shop.ask(REPLAY, { input: { consumer, topic, key } });
      if (outcome.code) say('#replay-note', `${outcome.code}: ${outcome.message}`, 'bad');
      else say('#replay-note', `${counted(outcome.deadLetters.length, 'event')} sent to ${consumer} again.`, 'good');
    } catch (error) {
      say('#replay-note', wordsOf(error), 'bad');
    }
    await load();
  };

  return load;
}

/**
 * @param {DeadLetter[]} letters newest first, all of one consumer and key
 * @param {Set<string>} open
 * @param {(group: DeadLetter) => void} replay
 */
function groupOf(letters, open, replay) {
  const first = /** @type {DeadLetter} */ (letters.at(-1));
  const isUnderWay = letters.some(({ status }) => status === 'REPLAYING');
  const button = element('button', { type: 'button', disabled: isUnderWay }, isUnderWay ? 'Replaying …' : 'Replay');
  button.setAttribute('aria-label', `Replay ${first.consumer} ${first.key}`);
  button.onclick = () => replay(first);
  const head = element(
    'header',
    {},
    element('strong', {}, `${first.consumer} ← ${first.topic}`),
    element('code', {}, first.key),
    button,
  );
  return element('li', { className: 'group' }, head, ...letters.toReversed().map((letter) => letterOf(letter, open)));
}

/**
 * @param {DeadLetter} letter
 * @param {Set<string>} open
 */
function letterOf({ id, reason, message, attempts, failedAt, recordedAt, failedAgain, event, requestId }, open) {
  const facts = [
    attempts && `tried ${counted(attempts, 'time')}`,
    dayAndTimeOf(failedAt ?? recordedAt),
    requestId && `request ${requestId}`,
  ];
  return element(
    'details',
    { id: `letter-${id}`, open: open.has(`letter-${id}`) },
    element(
      'summary',
      {},
      element('b', {}, reason ?? 'unknown'),
      ...(failedAgain ? [' ', element('em', { className: 'bad' }, 'failed again')] : []),
      element('small', {}, facts.filter(Boolean).join(' · ')),
    ),
    ...(message ? [element('p', {}, message)] : []),
    element('pre', {}, pretty(event)),
  );
}

/** @param {string} json */
function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
