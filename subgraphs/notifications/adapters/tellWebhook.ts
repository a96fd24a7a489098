import { createHmac } from 'node:crypto';
import type { Message, TargetStore, Tell } from '../dispatchPorts.ts';
import type { PostOut } from './postOut.ts';

type Deps = { targets: Pick<TargetStore, 'webhook' | 'disableWebhook'>; post: PostOut; now: () => Date };

/**
 * Calls a webhook, signed as the Standard Webhooks specification has it (https://www.standardwebhooks.com): the id is
 * the same for every attempt, so the receiver can tell a repeat, and the time is the attempt's, so it can refuse old ones.
 */
export const makeTellWebhook =
  ({ targets, post, now }: Deps): Tell =>
  async ({ targetId, message }) => {
    const webhook = await targets.webhook(targetId);
    if (!webhook || webhook.disabledAt) return { kind: 'failed', answer: 'NO_TARGET' };
    const body = JSON.stringify(payloadOf(message));
    const attempt = await post({
      url: webhook.url,
      headers: { 'content-type': 'application/json', ...signed(webhook.secret, message.eventId, now(), body) },
      body,
    });
    // A page that is not there may come back; 410 says that it won't.
    if (attempt.kind === 'gone' && attempt.answer === '404') return { ...attempt, kind: 'again' };
    if (attempt.kind === 'gone') await targets.disableWebhook(targetId, now());
    return attempt;
  };

const payloadOf = ({ type, at, title, body, orderId }: Message) => ({
  type,
  timestamp: at.toISOString(),
  data: { title, body, orderId },
});

function signed(secret: string, id: string, now: Date, body: string): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
