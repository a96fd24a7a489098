import { flushCompileCache } from 'node:module';

// Preloaded into the services of `npm start -- --processes`.

// When the parent is killed, nobody is left to stop them.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The parent says when all is ready. What was compiled is written then: at the end it would take from the time to drain,
// and nine processes that do it at once need seconds.
process.once('message', () => flushCompileCache());
// The channel to the parent must not keep a process alive that has drained.
process.channel?.unref();
