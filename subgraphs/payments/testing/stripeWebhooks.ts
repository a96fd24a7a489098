import { createHmac } from 'node:crypto';

export type SentEvent = { readonly id: string; readonly type: string; readonly body: string };

/** https://docs.stripe.com/webhooks#verify-manually */
export function signed(body: string, secret: string, at: Date = new Date()): string {
  const time = Math.floor(at.getTime() / 1_000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}

/** The events of the stand-in. They wait until a test delivers them, since Stripe promises neither order nor haste. */
export function makeWebhooks() {
  const events: SentEvent[] = [];
  return {
    events,
    tell: (type: string, object: object): void => {
      const id = `evt_${events.length + 1}`;
      const created = Math.floor(Date.now() / 1_000);
      events.push({ id, type, body: JSON.stringify({ id, object: 'event', type, created, data: { object } }) });
    },
    /** @returns the status of the answer. */
    deliver: async ({ body }: SentEvent, { url, secret }: { url: string; secret: string }): Promise<number> => {
      const headers = { 'content-type': 'application/json', 'stripe-signature': signed(body, secret) };
      return (await fetch(url, { method: 'POST', headers, body })).status;
    },
  };
}
