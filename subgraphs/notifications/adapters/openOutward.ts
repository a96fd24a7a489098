import { randomBytes, randomUUID } from 'node:crypto';
import type { Scope } from '#kernel/lifecycle.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { Outward } from '../assembleNotifications.ts';
import { sendDispatches } from '../sendDispatches.ts';
import { makeDispatchNotices } from '../usecases/dispatchNotices.ts';
import { openDispatches } from './mongoDispatches.ts';
import { openTargets } from './mongoTargets.ts';
import { keptVapidKeys } from './mongoVapid.ts';
import { makePostOut } from './postOut.ts';
import { makeTellBrowser } from './tellBrowser.ts';
import { makeTellWebhook } from './tellWebhook.ts';

type Options = {
  /** Development: addresses without TLS and in our own network may be named. */
  readonly allowPrivate: boolean;
  /** Who push services may write to when something is wrong: a mailto: or https: address. */
  readonly subject: string;
  /** Undefined: made once, and kept in the database. */
  readonly keys: { publicKey: string; privateKey: string } | undefined;
};

/** Telling webhooks and browsers, with real parts; `erase` forgets a user. */
export async function openOutward(
  mongo: Mongo,
  { allowPrivate, subject, keys }: Options,
  scope: Scope,
): Promise<Outward & { erase(userId: string): Promise<void> }> {
  const targets = await openTargets(mongo);
  const queue = await openDispatches(mongo);
  const vapid = { subject, ...(keys ?? (await keptVapidKeys(mongo))) };
  const now = () => new Date();
  const post = makePostOut({ allowPrivate });
  scope.onStop(() => post.close());
  const tell = {
    WEBHOOK: makeTellWebhook({ targets, post, now }),
    PUSH: makeTellBrowser({ targets, post, vapid }),
  };
  const { wake } = sendDispatches({ queue, tell }, scope);
  const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;
  return {
    dispatching: makeDispatchNotices({ targets, queue, wake, now, newId: randomUUID, newSecret }),
    targets,
    deliveries: queue,
    vapidPublicKey: vapid.publicKey,
    allowsHttp: allowPrivate,
    erase: async (userId) => {
      await targets.erase(userId);
      await queue.erase(userId);
    },
  };
}
