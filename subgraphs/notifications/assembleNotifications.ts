import { AddedFeed } from './addedFeed.ts';
import type { DeadLetterActions } from './deadLetterPorts.ts';
import { makeFollowInbox } from './followInbox.ts';
import { makeInboxReads } from './inboxReads.ts';
import type {
  MailLog,
  NotificationStore,
  NotificationsContext,
  ParkedMailStore,
  PreferenceStore,
  TestMailStore,
} from './ports.ts';
import { makeDeliverNotification } from './usecases/deliverNotification.ts';
import { makeMarkNotificationRead } from './usecases/markNotificationRead.ts';
import { makeResendParkedMails } from './usecases/resendParkedMails.ts';
import { makeSendTestMail } from './usecases/sendTestMail.ts';
import { makeUnsubscribe } from './usecases/unsubscribe.ts';
import { makeUpdatePreferences } from './usecases/updatePreferences.ts';

/** What tells webhooks and browsers. */
export type Outward = Pick<
  NotificationsContext,
  'dispatching' | 'targets' | 'deliveries' | 'vapidPublicKey' | 'allowsHttp'
>;

type Parts = {
  store: NotificationStore;
  preferences: PreferenceStore;
  deadLetters: DeadLetterActions;
  outward: Outward;
  mails: MailLog;
  parkedMails: ParkedMailStore;
  orderMessages: NotificationsContext['orderMessages'];
  testMails: TestMailStore;
  now: () => Date;
  newId: () => string;
  /** A random word that nobody guesses, safe in a URL. */
  newToken: () => string;
  fingerprintOf: (text: string) => string;
};

/** The subgraph out of its parts: what the server needs, and the feed that its subscriptions hang on. */
export function assembleNotifications(parts: Parts) {
  const { store, preferences, deadLetters, outward, mails, testMails, now, newId, newToken, fingerprintOf } = parts;
  const feed = new AddedFeed();
  const deliver = makeDeliverNotification({ store, now, newId });
  const markRead = makeMarkNotificationRead({ store });
  const follow = makeFollowInbox({ feed, store });
  const context = (call: NotificationsContext['call']): NotificationsContext => ({
    call,
    orderMessages: parts.orderMessages,
    notifications: makeInboxReads(store),
    deliver,
    markRead,
    follow,
    preferences: {
      offOf: (userId) => preferences.offOf(userId),
      update: makeUpdatePreferences({ store: preferences }),
      tokenOf: (userId) => preferences.tokenOf(userId, newToken()),
    },
    deadLetters,
    ...outward,
    mails,
    resendParkedMails: makeResendParkedMails({ store: parts.parkedMails, now, realNow: () => new Date() }),
    testMails: {
      send: makeSendTestMail({ store: testMails, now, newId, fingerprintOf }),
      byId: (mailId) => testMails.byId(mailId),
    },
  });
  return { context, feed, unsubscribe: makeUnsubscribe({ store: preferences }) };
}
