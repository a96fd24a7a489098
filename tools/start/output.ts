import type { DestinationStream } from 'pino';
import { pino } from 'pino';
import { logFormat } from '#kernel/logging.ts';

/** Where the log lines of all services go, whether they run here or in processes of their own. */
export type Output = { readonly destination: DestinationStream };

/** A terminal gets readable lines, everything else the JSON lines as they are. */
export async function openOutput(nodeEnv: string): Promise<Output> {
  if (logFormat(nodeEnv) === 'json') return { destination: pino.destination({ dest: 1, sync: true }) };
  const { default: pretty } = await import('pino-pretty');
  const look = { ignore: 'pid,hostname,service,name', messageFormat: '{service}: {msg}', sync: true } as const;
  return { destination: pretty(look) };
}
