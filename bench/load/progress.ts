import type { Now, TransportName } from './ladder.ts';

/** A line on standard error that is drawn again where somebody looks; where nobody does, only what stays is written. */
export function progressLine(out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr) {
  const clear = () => void (out.isTTY && out.write('\r\x1b[K'));
  return {
    show: (transport: TransportName, { rate, done, sample }: Now): void => {
      if (!out.isTTY) return;
      const { outboxPending = 0, consumerAgeMs = 0, mailsWaiting = 0 } = sample ?? {};
      const behind = `${outboxPending} in outboxes, consumers ${(consumerAgeMs / 1_000).toFixed(1)} s behind`;
      clear();
      out.write(`${transport} at ${rate}/s: ${done} paid, ${behind}, ${mailsWaiting} mails wait`);
    },
    say: (line: string): void => {
      clear();
      out.write(`${line}\n`);
    },
  };
}
