import type { Scope } from '#kernel/lifecycle.ts';
import type { Subscription } from './transport/transport.ts';

/** Stops a subscription with its service: all of a service's begin at once, and each is waited for in its turn. */
export function endWith(scope: Pick<Scope, 'signal' | 'onStop'>, subscription: Subscription): void {
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= subscription.stop();
    return stopped;
  };
  const begin = () => {
    stop().catch(() => undefined); // whoever waits for it hears of the failure
  };
  scope.signal.addEventListener('abort', begin, { once: true });
  scope.onStop(stop);
}
