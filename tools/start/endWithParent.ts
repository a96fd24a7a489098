// Preloaded into the services of `npm start -- --processes`: when the parent is killed, nobody is left to stop them.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The channel to the parent must not keep a process alive that has drained.
process.channel?.unref();
