import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePortBase } from '#testing/shop.ts';
import { writeNewKeys } from '../../environment/keyFolder.ts';
import { findServices } from '../../start/findServices.ts';
import { sharedVariables } from './environment.ts';
import { linksOf, type Outside } from './links.ts';
import { superviseMember } from './members.ts';
import { type Place, placesOf } from './memberTable.ts';
import type { LinkProxy } from './proxy.ts';
import type { RunFolder } from './runFolder.ts';
import type { Supervised } from './supervised.ts';
import type { WorldOptions } from './world.ts';

type Options = {
  readonly options: WorldOptions;
  readonly folder: RunFolder;
  readonly outside: Outside;
  readonly databasePrefix: string;
  readonly adminPassword: string;
  readonly onEnd: (member: string, how: string) => void;
};

/** A member with what belongs to it. */
export type RunningMember = {
  readonly place: Place;
  readonly process: Supervised;
  /** The file in which it notes at which crash point it dies. */
  readonly mark: string;
  readonly proxies: readonly LinkProxy[];
};

/** Starts every process of the shop, all at once; they wait for each other. `parts` stops them, gateways first. */
export async function startShopProcesses(
  { options, folder, outside, databasePrefix, adminPassword, onEnd }: Options,
  parts: AsyncDisposableStack,
): Promise<RunningMember[]> {
  const keysDir = join(folder.dir, 'keys');
  writeNewKeys(keysDir);
  const logs = join(folder.dir, 'logs');
  await mkdir(logs, { recursive: true });
  const mains = new Map((await findServices()).map(({ name, main }) => [name, main]));
  const places = placesOf(options.replicas, [await freePortBase(), await freePortBase()]);
  const shared = sharedVariables({ keysDir, databasePrefix, password: adminPassword });
  const members: RunningMember[] = [];
  for (const place of places) {
    const { member, service, base } = place;
    const main = mains.get(service);
    if (!main) throw new Error(`there is no service ${service}`);
    const { proxies, variables } = await linksOf(place, places, outside);
    parts.defer(() => Promise.all(proxies.map((proxy) => proxy.close())).then(() => undefined));
    const mark = join(logs, `${member}.crash`);
    const process = superviseMember({
      place,
      main,
      env: { ...shared, ...variables, PORT_BASE: String(base), CRASH_MARK: mark },
      logFile: join(logs, `${member}.log`),
      preload: options.preload,
      noteChild: folder.noteChild,
      // It was asked to die there.
      onEnd: (how) => (existsSync(mark) ? options.say(diedAt(member, mark)) : onEnd(member, how)),
      say: options.say,
    });
    members.push({ place, process, mark, proxies });
  }
  parts.defer(() => stopDoorsFirst(members));
  return members;
}

const diedAt = (member: string, mark: string): string => `${member} died at ${readFileSync(mark, 'utf8')}`;

/** What a gateway has under way still needs the services behind it. */
async function stopDoorsFirst(members: readonly RunningMember[]): Promise<void> {
  const isDoor = ({ place }: RunningMember) => place.service === 'gateway';
  await Promise.all(members.filter(isDoor).map(({ process }) => process.dispose()));
  await Promise.all(members.filter((each) => !isDoor(each)).map(({ process }) => process.dispose()));
}
