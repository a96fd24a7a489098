import { subscribe } from 'node:diagnostics_channel';
import { flushCompileCache } from 'node:module';

// Preloaded into the services of `npm start -- --processes`.

// When the parent is killed, nobody is left to stop them.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// What was compiled is kept before anything is served: it takes seconds the first time, in which nothing else runs.
subscribe('bazaar.loaded', () => flushCompileCache());
// The channel to the parent must not keep a process alive that has drained.
process.channel?.unref();
