// `node tools/health.ts PORT`: ends with 0 when the process that listens there is ready. For containers, which have no curl.
const url = `http://127.0.0.1:${process.argv[2]}/health/ready`;
const ready = await fetch(url, { signal: AbortSignal.timeout(4_000) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(ready ? 0 : 1);
