import { progressLine } from './progressLine.ts';
import type { Arguments } from './readArguments.ts';
import { type ReplayOutcome, replayKeys, waitingKeys } from './replayKeys.ts';
import { type Key, makeShop, type Session, type Shop } from './shop.ts';
import { renderLetter, renderLetters } from './table.ts';

type Asked = Omit<Arguments, 'command'>;
type Say = (text: string) => void;
/** @returns whether all went well. */
type Run = (session: Session, asked: Asked, say: Say) => Promise<boolean>;

const NOTHING_DONE = ' (nothing was done: a dry run)';

export const commands: Record<Exclude<Arguments['command'], 'help'>, Run> = {
  list: async (session, { filters, limit, json }, say) => {
    const { letters, total } = await makeShop(session).list(filters, limit);
    if (json) for (const letter of letters) say(JSON.stringify(letter));
    else if (letters.length === 0) say('no dead letters');
    else say(`${renderLetters(letters)}\n${letters.length < total ? `${letters.length} of ` : ''}${total} letters`);
    return true;
  },

  show: async (session, { ids: [id = ''], json }, say) => {
    const letter = await makeShop(session).show(id);
    say(json ? JSON.stringify(letter) : renderLetter(letter));
    return true;
  },

  drop: async (session, { ids: [id = ''], note = '', dryRun, json }, say) => {
    const shop = makeShop(session);
    const letter = dryRun ? await shop.show(id) : await shop.drop(id, note);
    const waits = letter.status === 'PARKED';
    const would = waits ? `would be dropped${NOTHING_DONE}` : 'could not be dropped: it does not wait any more';
    if (json) say(JSON.stringify(letter));
    else say(`${renderLetters([letter])}\n${dryRun ? would : 'dropped; replay its key'}`);
    return !dryRun || waits;
  },

  replay: async (session, asked, say) => {
    const shop = makeShop(session);
    const keys = await keysOf(shop, asked);
    const line = progressLine();
    const { dryRun, timeoutMs } = asked;
    const outcome = await replayKeys(shop, keys, { dryRun, timeoutMs, onProgress: line.at });
    line.clear();
    say(asked.json ? JSON.stringify({ ...outcome, dryRun }) : told(outcome, dryRun));
    return outcome.failed.length === 0 && outcome.unfinished === 0;
  },
};

async function keysOf(shop: Shop, { ids: [id], filters: { consumer = '', topic, key } }: Asked): Promise<Key[]> {
  if (id !== undefined) {
    const letter = await shop.show(id);
    return [{ consumer: letter.consumer, topic: letter.topic, key: letter.key }];
  }
  return topic && key ? [{ consumer, topic, key }] : waitingKeys(shop, { consumer, topic });
}

function told({ keys, letters, failed, unfinished }: ReplayOutcome, dryRun: boolean): string {
  if (keys === 0) return 'nothing waits';
  if (dryRun) return `${letters} letters of ${keys} keys would be handled again${NOTHING_DONE}`;
  const lines = [`${letters} letters of ${keys} keys were sent to their consumer again`];
  if (failed.length > 0) lines.push(`${failed.length} wait:`, renderLetters(failed));
  if (unfinished > 0) lines.push(`${unfinished} are still under way: is their consumer running?`);
  if (failed.length === 0 && unfinished === 0) lines.push('nothing waits any more: the keys flow again');
  return lines.join('\n');
}
