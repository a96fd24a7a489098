import { fulfilmentOf, statuses } from '#subgraphs/orders/domain/axes.ts';
import { isFinal, type Transition, transitions } from '#subgraphs/orders/domain/transitions.ts';

/** docs/order-states.md: the order's life as a picture and as tables, from the tables that decide it. */
export const renderOrderStates = (): string => `# The life of an order

Made by \`npm run docs:orders\` from
[transitions.ts](../subgraphs/orders/domain/transitions.ts) and [axes.ts](../subgraphs/orders/domain/axes.ts), the tables
that decide what may happen to an order. Don't edit it by hand.

\`\`\`mermaid
${diagram()}
\`\`\`

## Every way from one status to another

| step | recorded as | from | to | who | only |
| ---- | ----------- | ---- | -- | --- | ---- |
${transitions.map(row).join('\n')}

A refund moves no status: it moves the money's axis, \`paymentStatus\`, to PARTIALLY_REFUNDED or REFUNDED.

## The axes

| status | \`fulfilmentStatus\` | goes on |
| ------ | -------------------- | ------- |
${statuses.map((status) => `| ${status} | ${fulfilmentOf[status]} | ${isFinal(status) ? 'no' : 'yes'} |`).join('\n')}
`;

function diagram(): string {
  const ways = transitions.flatMap(({ step, from, to, by, deadline, payment }) =>
    from.map((status) => {
      const condition = [deadline && `${deadline} the deadline`, payment?.join(' or ')].filter(Boolean).join(', ');
      const label = `${words(step)}${condition && ` [${condition}]`} (${by.join(', ')})`;
      return to === null ? undefined : `  ${status === 'NEW' ? '[*]' : status} --> ${to}: ${label}`;
    }),
  );
  const ends = statuses.filter(isFinal).map((status) => `  ${status} --> [*]`);
  return ['stateDiagram-v2', ...ways.filter((way) => way !== undefined), ...ends].join('\n');
}

const row = ({ step, event, from, to, by, deadline, payment }: Transition): string => {
  const condition = [deadline && `${deadline} \`expiresAt\``, payment && `paymentStatus ${payment.join(' or ')}`];
  const cells = [
    words(step),
    `\`${event}\``,
    from.join(', '),
    to ?? 'stays',
    by.join(', '),
    condition.filter(Boolean).join('; '),
  ];
  return `| ${cells.join(' | ')} |`;
};

const words = (step: string): string => step.toLowerCase().replaceAll('_', ' ');
