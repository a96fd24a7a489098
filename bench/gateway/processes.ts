import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const hasTaskset = spawnSync('taskset', ['--version']).status === 0;

export type Child = {
  /** What it said first. */
  readonly first: Readonly<Record<string, unknown>>;
  /** Asks it for what it has to tell, or to do. */
  ask<Answer>(task?: object): Promise<Answer>;
  stop(): Promise<void>;
};

type Where = {
  /** To which it is bound, where there is `taskset`. */
  readonly core?: number;
  /** A folder for its CPU profile. */
  readonly profile?: string;
  /** Of node. */
  readonly flags?: readonly string[];
};

export async function startChild(
  file: string,
  args: readonly string[],
  { core, profile, flags = [] }: Where = {},
): Promise<Child> {
  const profiling = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const node = [process.execPath, ...profiling, ...flags, fileURLToPath(new URL(file, import.meta.url)), ...args];
  const [command = '', ...rest] = core !== undefined && hasTaskset ? ['taskset', '-c', String(core), ...node] : node;
  const env = { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'fatal' };
  const child = spawn(command, rest, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const said: Message[] = [];
  const waiting: ((message: Message) => void)[] = [];
  const ended = once(child, 'exit');
  child.on('message', (message: Message) => {
    const next = waiting.shift();
    if (next) next(message);
    else said.push(message);
  });
  const next = async (): Promise<Message> => {
    const known = said.shift();
    if (known) return known;
    const failed = ended.then(([code]) => Promise.reject(new Error(`${file} ended with ${code}`)));
    return Promise.race([new Promise<Message>((resolve) => waiting.push(resolve)), failed]);
  };
  return {
    first: await next(),
    ask: async <Answer>(task?: object) => {
      child.send(task ?? 'tell');
      return (await next()) as Answer;
    },
    stop: async () => {
      // It ends by itself then, and writes its profile.
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

type Message = Readonly<Record<string, unknown>>;
