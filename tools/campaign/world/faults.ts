import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isReady, serves, untilBack } from './health.ts';
import type { Server } from './servers.ts';
import type { RunningMember } from './shop.ts';
import type { Supervised } from './supervised.ts';
import type { World } from './world.ts';

type Parts = {
  readonly members: readonly RunningMember[];
  readonly mongod: Server;
  readonly kafka: Server | undefined;
  readonly urls: readonly string[];
};

type Faults = Pick<World, 'kill' | 'freeze' | 'stop' | 'restart' | 'crashAt' | 'recovery'>;

/** What can be done to a running world. */
export function makeFaults(parts: Parts): Faults & { whenReady(): Promise<void> } {
  const memberOf = (name: string): RunningMember => {
    const member = parts.members.find(({ place }) => place.member === name);
    if (member) return member;
    throw new Error(`there is no ${name} in this world`);
  };
  const processOf = (target: string): Supervised => {
    const server = { mongod: parts.mongod, kafka: parts.kafka }[target];
    return (server ?? memberOf(target)).process;
  };
  const whenReady = async () => {
    await Promise.all(parts.members.map(({ place }) => untilBack(() => isReady(place.port), place.member)));
    await Promise.all(parts.urls.map((url) => untilBack(() => serves(url), url)));
  };
  /** Of a member: itself, with its start. Of what all stand on: all the others, once it is there again itself. */
  const recovery = async (target: string): Promise<number> => {
    const isServer = target === 'mongod' || target === 'kafka';
    let since = performance.now();
    await processOf(target).whenReady;
    if (isServer) since = performance.now();
    await (isServer ? whenReady() : untilBack(() => isReady(memberOf(target).place.port), target));
    return performance.now() - since;
  };
  return {
    whenReady,
    kill: async (target) => {
      await processOf(target).kill();
      return recovery(target);
    },
    freeze: async (target, ms) => {
      await processOf(target).freeze(ms);
      return recovery(target);
    },
    stop: async (target, ms) => {
      await processOf(target).away(() => pause(ms));
      return recovery(target);
    },
    restart: async (target, meanwhile = async () => undefined) => {
      const drainMs = await processOf(target).away(meanwhile);
      await recovery(target);
      return { drainMs };
    },
    recovery,
    crashAt: (member, point, signal) => crash(memberOf(member), point, signal),
  };
}

/** A process that ends of something else meanwhile is armed again in its next life. */
async function crash({ process, mark }: RunningMember, point: string, signal: AbortSignal): Promise<boolean> {
  rmSync(mark, { force: true });
  if (signal.aborted) return false;
  const late = once(signal, 'abort').then(() => 'late' as const);
  for (;;) {
    const ready = await Promise.race([process.whenReady, late]);
    if (ready === 'late') return false;
    const { child } = process;
    child?.send({ crashAt: point }, () => undefined);
    const ended = await Promise.race([process.whenEnded, late]);
    if (existsSync(mark)) {
      rmSync(mark);
      return true;
    }
    if (ended !== 'late') continue;
    child?.send({ crashAt: null }, () => undefined);
    return false;
  }
}
