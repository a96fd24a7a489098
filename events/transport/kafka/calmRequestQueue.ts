import { createRequire } from 'node:module';

type RequestQueue = { pending: readonly unknown[]; scheduleCheckPendingRequests(): void };

const isCalm = Symbol('isCalm');

/**
 * Keeps kafkajs 2.2.4 from looking every millisecond, on every connection and for ever, for requests that wait: the loop
 * costs a busy shop's share of a core and makes Node 24 warn of a negative timeout. A request that has to wait starts the
 * loop by itself. https://github.com/tulios/kafkajs/issues/1704
 */
export function calmRequestQueue(): void {
  // Not part of the package's types; the version of kafkajs is pinned.
  const { prototype }: { prototype: RequestQueue & { [isCalm]?: true } } = createRequire(import.meta.url)(
    'kafkajs/src/network/requestQueue/index.js',
  );
  if (prototype[isCalm]) return;
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length > 0) schedule.call(this);
  };
  prototype[isCalm] = true;
}
