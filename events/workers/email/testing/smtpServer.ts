import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

type Received = { readonly to: readonly string[]; readonly source: string };

/** Called once per mail; a number is the server's answer to that step, `drop` hangs up. */
type Script = { rcpt?: () => number | undefined; data?: () => number | 'drop' | undefined };

const refusal = (responseCode: number) => Object.assign(new Error('see code'), { responseCode });

/** A mail server that does what a test wants, over a real SMTP conversation. */
export async function smtpServer({ rcpt, data }: Script = {}) {
  const received: Received[] = [];
  let callers = 0;
  const sockets = new Map<string, () => void>();
  const receive = async (source: Buffer, session: SMTPServerSession) => {
    const verdict = data?.();
    const recipients = session.envelope.rcptTo.map(({ address }) => address);
    if (typeof verdict === 'number') throw refusal(verdict);
    if (verdict === 'drop') sockets.get(session.id)?.();
    else received.push({ to: recipients, source: source.toString() });
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo: (_address, _session, answer) => {
      const code = rcpt?.();
      answer(code === undefined ? null : refusal(code));
    },
    onData: (stream, session, answer) => {
      buffer(stream)
        .then((source) => receive(source, session))
        .then(() => answer(), answer);
    },
  });
  // smtp-server names a session only to its callbacks, and has no way to hang up.
  server.on('error', () => undefined);
  server.onConnect = (session, answer) => {
    callers += 1;
    const connection = [...server.connections].find(({ id }: { id: string }) => id === session.id);
    sockets.set(session.id, () => connection?._socket.destroy());
    answer();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    host: '127.0.0.1',
    port,
    received,
    callersSoFar: () => callers,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
