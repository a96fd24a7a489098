import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { AppError, messageOf } from '#kernel/errors.ts';
import type { MailStore } from './mailStore.ts';

const LARGEST_MAIL_BYTES = 10_000_000;

/** Accepts every mail for every recipient. @returns what stops it. @throws AppError UNAVAILABLE (PORT_TAKEN). */
export function startSmtp(store: MailStore, { host, port }: { host: string; port: number }) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_MAIL_BYTES,
    onAuth: ({ username }, _session, answer) => answer(null, { user: username }),
    onData: (stream, _session, answer) => {
      buffer(stream)
        .then((raw) => store.add(raw))
        .then(
          () => answer(null),
          (error: unknown) => answer(new Error(messageOf(error))),
        );
    },
  });
  // A client that hangs up in the middle of a mail has nobody to answer.
  server.on('error', () => undefined);
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return new Promise<() => Promise<void>>((resolve, reject) => {
    server.server.once('error', (error) => {
      const message = `port ${port} (mail preview) is taken: stop what listens there, or set PORT_BASE to move all ports`;
      reject(new AppError('UNAVAILABLE', 'PORT_TAKEN', message, { cause: error }));
    });
    server.listen(port, host, () => resolve(stop));
  });
}
