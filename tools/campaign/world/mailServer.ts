import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { AcceptedMail, MailServer } from './world.ts';

const SLOW_MS = 2_000;

type Manner = Parameters<MailServer['behave']>[0];

export type RunningMailServer = MailServer & { readonly port: number; close(): Promise<void> };

/** A mail server outside of the shop. @param now in ms since the start of the campaign. */
export async function startMailServer(now: () => number): Promise<RunningMailServer> {
  const accepted: AcceptedMail[] = [];
  let manner: Manner = 'well';

  /** @returns whether the sender is told that the mail was taken. */
  const receive = async (stream: SMTPServerDataStream): Promise<boolean> => {
    const source = await buffer(stream);
    const as = manner;
    if (as === 'busy') throw Object.assign(new Error('try again later'), { responseCode: 451 });
    if (as === 'slow') await pause(SLOW_MS);
    const { messageId = '', subject = '', to } = await PostalMime.parse(source);
    accepted.push({ at: now(), messageId, subject, to: to?.[0]?.address ?? '' });
    return as !== 'dropAfterData';
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData: (stream, session, answer) => {
      receive(stream).then((told) => (told ? answer() : hangUp(server, session)), answer);
    },
  });
  // A sender that was killed breaks off in the middle.
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  return {
    port,
    accepted,
    behave: (as) => {
      manner = as;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** smtp-server has no way to do it. */
function hangUp(server: SMTPServer, { id }: SMTPServerSession): void {
  for (const connection of server.connections) if (connection.id === id) connection._socket.destroy();
}
