import type { Change, Tell } from './change.ts';
import { compareSchemas } from './compareSchemas.ts';
import type { TopicPicture } from './picture.ts';
import type { Released } from './released.ts';
import type { WhoIsWho } from './whoIsWho.ts';

/** What has changed since the released version; the gravest first. `readers`: who would miss an event that it doesn't know. */
export function compareContracts(
  released: readonly Released[],
  current: readonly TopicPicture[],
  readers: WhoIsWho['readers'],
): Change[] {
  const changes: Change[] = [];
  const tell: Tell = (severity, where, what) => void changes.push({ severity, where, what });
  for (const old of released) {
    const now = current.find(({ topic }) => topic === old.topic);
    if (now) compareTopic(old, now, readers.get(old.topic) ?? [], tell);
    else tell('breaking', old.topic, 'the topic was removed, but its events lie in logs');
  }
  for (const { topic } of current) {
    if (!released.some((old) => old.topic === topic)) tell('additive', topic, 'the topic is new');
  }
  return changes.toSorted((one, other) => GRAVITY.indexOf(one.severity) - GRAVITY.indexOf(other.severity));
}

const GRAVITY = ['breaking', 'readersFirst', 'additive'];

function compareTopic(
  { topic, key, events }: Released,
  now: TopicPicture,
  readers: readonly string[],
  tell: Tell,
): void {
  if (key !== now.key) tell('breaking', topic, `the key was ${key}, is ${now.key}: the order of events changes`);
  for (const [type, { schema }] of Object.entries(events)) {
    const event = now.events[type];
    if (event) compareSchemas(schema, event.schema, `${topic} ${type} `, tell);
    else tell('breaking', `${topic} ${type}`, 'the event was removed, but old ones lie in logs');
  }
  for (const type of Object.keys(now.events)) {
    if (!(type in events)) tellFresh(`${topic} ${type}`, readers, tell);
  }
}

/** Readers of the released version pass it over and never come back to it. */
function tellFresh(where: string, readers: readonly string[], tell: Tell): void {
  if (readers.length === 0) tell('additive', where, 'the event is new, and nobody reads the topic');
  else tell('readersFirst', where, `the event is new: ${readers.join(', ')} would pass it over for good`);
}
