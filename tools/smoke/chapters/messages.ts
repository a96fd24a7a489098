import { eventually } from '../eventually.ts';
import { expectOutcome, expectSame } from '../failure.ts';
import { firstOrder } from '../firstOrder.ts';
import type { Person } from '../person.ts';
import type { Chapter, Story } from '../story.ts';

type Inbox = {
  readonly unreadCount: number;
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly read: boolean;
    readonly order: { readonly id: string; readonly status: string } | null;
  }[];
};

const INBOX = 'query Inbox { notifications(first: 50) { unreadCount nodes { id kind read order { id status } } } }';

const inboxOf = async (person: Person): Promise<Inbox> =>
  (await person.ask<{ notifications: Inbox }>(INBOX)).notifications;

/** What the shop told of the purchase. */
export const messages: Chapter = {
  title: 'Messages',
  tell: async (story: Story) => {
    const { step, customer, mails } = story;
    const { id } = await firstOrder(story);
    await step('"we received your order", "payment received" and "confirmed" are in the mail', async () => {
      await mails.find('We received your order', id, 'Total');
      await mails.find('Payment received', id);
      await mails.find('Your order', id, 'Thank you!');
    });
    const inbox = await step('the inbox tells the same, with the order joined', () =>
      eventually(
        () => inboxOf(customer),
        ({ nodes }) => nodes.filter(({ order }) => order?.id === id).length >= 3,
        { expected: `three notifications about order ${id}` },
      ),
    );
    await step('one is marked as read', async () => {
      const before = inbox.nodes.filter(({ read }) => !read).length;
      const [newest] = inbox.nodes;
      await markRead(customer, newest?.id ?? '');
      const after = await inboxOf(customer);
      expectSame('unread', after.unreadCount, newest?.read ? before : before - 1);
    });
  },
};

type MarkResult = { readonly __typename: 'NotificationRead' | 'NotificationNotFound' };

async function markRead(person: Person, id: string): Promise<void> {
  const document = `mutation Read($input: MarkNotificationReadInput!) { markNotificationRead(input: $input) { __typename } }`;
  const { markNotificationRead } = await person.ask<{ markNotificationRead: MarkResult }>(document, { input: { id } });
  expectOutcome(markNotificationRead, 'NotificationRead');
}
