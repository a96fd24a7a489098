import { subscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';

// Preloaded into every process of a campaign's world. The parent arms a crash point; passing it, the process dies as by
// SIGKILL from outside: no handler runs, nothing is flushed.

let armed: string | undefined;

process.on('message', (message) => {
  if (typeof message === 'object' && message !== null && 'crashAt' in message) {
    armed = typeof message.crashAt === 'string' ? message.crashAt : undefined;
  }
});
process.channel?.unref();

subscribe('bazaar.crashPoints', (point) => {
  if (point !== armed) return;
  const mark = process.env['CRASH_MARK'];
  if (mark) writeFileSync(mark, String(point));
  process.kill(process.pid, 'SIGKILL');
});
