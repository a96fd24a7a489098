import { DEAD_LETTER, deadLetterTopic, readRecord } from '#events/deadLetters/record.ts';
import type { Finding } from '../types.ts';
import type { Evidence, TopicMessage } from './evidence.ts';
import { Look } from './finding.ts';
import { healthyMs } from './healthyTime.ts';
import { isDeadLetterTopic } from './setAside.ts';

type Sources = Pick<Evidence, 'messages' | 'injuries'>;

const FLOWS_ON_MS = 5_000;

/** V9: what was injected became a dead letter of each consumer that can't handle it, what follows it waits, nothing else. */
export function deadLettersExpected({ messages, injuries }: Sources): Finding {
  const look = new Look('V9', 'dead-letters-expected');
  const letters = messages.filter(({ topic }) => isDeadLetterTopic(topic));
  const expected = new Set(
    injuries.poison.flatMap(({ consumers, value }) => consumers.map((consumer) => `${consumer} ${value}`)),
  );
  const found = new Set(
    letters.filter((letter) => kindOf(letter) === 'poison').map((letter) => `${consumerOf(letter)} ${letter.value}`),
  );
  // Everything else went its way.
  for (const _message of messages) look.at(undefined);
  look.atBoth(expected, found, (letter, is) =>
    is === 'missing' ? `is no dead letter: ${brief(letter)}` : `is a dead letter: ${brief(letter)}`,
  );
  const poisoned = new Set(letters.filter((letter) => kindOf(letter) === 'poison').map(keyOf));
  for (const letter of letters) {
    const isStray = kindOf(letter) === undefined || (kindOf(letter) === 'parked' && !poisoned.has(keyOf(letter)));
    look.at(isStray && `waits behind no poison: ${brief(`${consumerOf(letter)} ${letter.value}`)}`);
  }
  return look.finding();
}

/** V9: within 5 s of healthy operation what can't be handled is out of the way of each of its consumers, and other keys flow on. */
export function otherKeysFlowOn({ messages, injuries }: Sources): Finding {
  const look = new Look('V9', 'other-keys-flow-on');
  const { poison, faults, startedAt } = injuries;
  const sinceStart = ({ at }: TopicMessage) => at.getTime() - startedAt.getTime();
  for (const { topic, value, consumers } of poison) {
    const same = messages.filter((message) => message.value === value);
    const injected = same.find((message) => message.topic === topic);
    for (const consumer of consumers) {
      const letter = same.find((each) => each.topic === deadLetterTopic(topic) && consumerOf(each) === consumer);
      if (!injected || !letter) continue; // `dead-letters-expected` tells of it
      const tookMs = healthyMs(sinceStart(injected), sinceStart(letter), faults);
      look.at(tookMs > FLOWS_ON_MS && `${consumer} was held up for ${tookMs} ms by ${brief(value)}`);
    }
  }
  return look.finding();
}

const kindOf = (letter: TopicMessage) =>
  readRecord({ ...letter, offset: String(letter.offset), timestamp: letter.at })?.kind;
const consumerOf = ({ headers }: TopicMessage): string => headers[DEAD_LETTER.consumer] ?? 'nobody';
const keyOf = (letter: TopicMessage): string => `${consumerOf(letter)} ${letter.topic} ${letter.key}`;

const LONGEST = 160;
const brief = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
