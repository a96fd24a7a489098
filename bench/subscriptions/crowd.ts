import { EventEmitter, once } from 'node:events';
import { WebSocket } from 'ws';
import { signAccessToken } from '#kernel/auth/accessToken.ts';
import { loadKeys, type SigningKey } from '#kernel/auth/keys.ts';
import { messageOf } from '#kernel/errors.ts';
import type { CrowdAnswer, CrowdSetup, CrowdTask } from './tasks.ts';

/** A process of its own: many clients of the gateway, each a user with a token, who check what they get. */
const { gatewayPort, keysDir, query, first } = JSON.parse(process.argv[2] ?? '{}') as CrowdSetup;
const { token: key } = loadKeys(keysDir, 'users');

const AT_ONCE = 50;
const FAILURES_TOLD = 5;
const clients = new Set<WebSocket>();
const failures: string[] = [];
/** Number of an event → how many have got it. */
const gotBy = new Map<number, number>();
const bell = new EventEmitter();
const latencies: number[] = [];
let joined = 0;

type Told = { readonly number: number; readonly sentAtMs: number };
type Message = { readonly type: string; readonly payload?: { readonly data?: Readonly<Record<string, Told>> } };

async function join(signing: SigningKey): Promise<void> {
  const userId = `u${first + joined++}`;
  const authorization = `Bearer ${signAccessToken(signing, { userId, sessionId: 's1', roles: ['customer'] })}`;
  const socket = new WebSocket(`ws://127.0.0.1:${gatewayPort}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  clients.add(socket);
  socket.once('close', (code) => clients.delete(socket) && fail(`${userId} was closed with ${code}`));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
  await once(socket, 'message');
  const take = inOrder(userId);
  socket.on('message', (data) => take(String(data)));
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
}

/** A client's first event may be any; from then on each follows the one before. */
function inOrder(userId: string): (text: string) => void {
  let expected: number | undefined;
  return (text) => {
    const { type, payload } = JSON.parse(text) as Message;
    const told = Object.values(payload?.data ?? {})[0];
    if (type !== 'next' || !told) return fail(`${userId} was told ${text.slice(0, 200)}`);
    if (expected !== undefined && told.number !== expected) fail(`${userId} got ${told.number}, not ${expected}`);
    expected = told.number + 1;
    latencies.push(Number(process.hrtime.bigint()) / 1e6 - told.sentAtMs);
    const got = (gotBy.get(told.number) ?? 0) + 1;
    gotBy.set(told.number, got);
    if (got >= clients.size) bell.emit('all', told.number);
  };
}

function fail(what: string): void {
  if (failures.length < FAILURES_TOLD) failures.push(what);
}

async function joinAll(count: number): Promise<void> {
  if (!key) throw new Error('there is no key for tokens');
  for (let left = count; left > 0; left -= AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(left, AT_ONCE) }, () => join(key)));
  }
}

/** Resolves when all have got it, or after so long. */
function allGot(event: number, forMs: number): Promise<void> {
  if ((gotBy.get(event) ?? 0) >= clients.size) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      bell.off('all', look);
      resolve();
    };
    const look = (number: number) => number === event && end();
    const timer = setTimeout(end, forMs);
    bell.on('all', look);
  });
}

async function leaveAll(): Promise<void> {
  const leaving = [...clients];
  clients.clear();
  const closed = leaving.map((socket) => once(socket, 'close'));
  for (const socket of leaving) socket.close();
  await Promise.all(closed);
}

async function perform(task: CrowdTask): Promise<void> {
  if ('join' in task) await joinAll(task.join);
  if ('leave' in task) await leaveAll();
  if ('event' in task) await allGot(task.event, task.forMs);
}

process.on('message', async (task: CrowdTask) => {
  await perform(task).catch((error: unknown) => fail(messageOf(error)));
  const got = 'event' in task ? (gotBy.get(task.event) ?? 0) : 0;
  const reported = 'report' in task ? latencies.splice(0) : [];
  process.send?.({ clients: clients.size, got, failures, latencies: reported } satisfies CrowdAnswer);
});
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });
