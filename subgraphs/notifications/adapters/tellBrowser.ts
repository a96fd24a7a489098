import webPush from 'web-push';
import type { TargetStore, Tell } from '../dispatchPorts.ts';
import type { PostOut } from './postOut.ts';

/** Who we are to the push services (RFC 8292): keys in base64url, `subject` a mailto: or https: address. */
export type Vapid = { readonly subject: string; readonly publicKey: string; readonly privateKey: string };

type Deps = { targets: Pick<TargetStore, 'subscription' | 'dropSubscription'>; post: PostOut; vapid: Vapid };

/** A browser that was off for longer has missed it; the inbox still has it. */
const KEPT_SECONDS = 24 * 3_600;

/** Sends a push message, encrypted for the browser (RFC 8291). A browser that is no more is forgotten. */
export const makeTellBrowser =
  ({ targets, post, vapid }: Deps): Tell =>
  async ({ userId, targetId, message: { title, body, orderId, eventId } }) => {
    const subscription = await targets.subscription(targetId);
    // Somebody else may have signed in there since the message was queued.
    if (subscription?.userId !== userId) return { kind: 'failed', answer: 'NO_TARGET' };
    const { endpoint, p256dh, auth } = subscription;
    const payload = JSON.stringify({ title, body, orderId, tag: eventId });
    const options = { vapidDetails: vapid, TTL: KEPT_SECONDS, contentEncoding: 'aes128gcm' } as const;
    const { headers, body: encrypted } = webPush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      payload,
      options,
    );
    const attempt = await post({ url: endpoint, headers: textOf(headers), body: encrypted ?? '' });
    if (attempt.kind === 'gone') await targets.dropSubscription(targetId);
    return attempt;
  };

const textOf = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
