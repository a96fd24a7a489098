import { type DestinationStream, type Logger, pino } from 'pino';
import { currentRequestId, currentTraceparent } from './callContext.ts';
import { traceIdFor, traceIdOf } from './traceparent.ts';

export type { Logger } from 'pino';

/** Secrets by name, wherever they stand one or two levels deep in what is logged. */
const SECRETS = ['password', 'accessToken', 'refreshToken', 'token', 'paymentToken', 'authorization', 'cookie'];
const CREDENTIAL = '*["x-bazaar-call"]';

type Options = {
  name: string;
  level: string;
  /** JSON lines for machines, or readable lines for a person at a terminal. */
  format: 'json' | 'pretty';
  destination?: DestinationStream;
};

/** One JSON line per record on standard output. `format: 'pretty'` is for a terminal only. */
export function makeLogger({ name, level, format, destination }: Options): Logger {
  const options = {
    level,
    redact: { paths: [...SECRETS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), CREDENTIAL], censor: '[redacted]' },
    base: { service: name },
    mixin: trailOf,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  if (destination) return pino(options, destination);
  if (format === 'json') return pino(options);
  // A transport can't take functions, and pino-pretty wants the numeric level.
  const { formatters: _unused, ...plain } = options;
  return pino({
    ...plain,
    transport: {
      target: 'pino-pretty',
      options: { ignore: 'pid,hostname,service', messageFormat: '{service}: {msg}' },
    },
  });
}

/** Whatever is logged while a request or event is served says for which, and where its trace is found. */
function trailOf(logged: object): object {
  const said = 'requestId' in logged ? logged.requestId : undefined;
  const requestId = typeof said === 'string' ? said : currentRequestId();
  const traceparent = said === undefined || said === currentRequestId() ? currentTraceparent() : undefined;
  if (traceparent !== undefined) return { ...(requestId && { requestId }), traceId: traceIdOf(traceparent) };
  return requestId ? { requestId, traceId: traceIdFor(requestId) } : {};
}

/** A terminal gets readable lines, everything else (files, containers, production) gets JSON. */
export const logFormat = (nodeEnv: string): 'json' | 'pretty' =>
  nodeEnv !== 'production' && process.stdout.isTTY ? 'pretty' : 'json';
