import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../paths.ts';
import type { EventPicture, Schema, TopicPicture } from './picture.ts';
import type { Released } from './released.ts';
import type { WhoIsWho } from './whoIsWho.ts';

const SAMPLES = 'events/contracts/samples';
/** Each message has these; they are told once. */
const ENVELOPE = ['type', 'id', 'occurredAt', 'sequence'];

type Known = WhoIsWho & { readonly released: readonly Released[] };

/** docs/event-catalogue.md: every topic and event, from the contracts. */
export const renderCatalogue = (pictures: readonly TopicPicture[], known: Known): string => `# Event catalogue

Made by \`npm run contracts -- --docs\` from [events/contracts](../events/contracts); don't edit it by hand. How events travel,
and what can be relied on, is in [events.md](events.md); what may change about them, and what not, in
[ADR 59](adr/0059-what-breaks-a-contract.md).

Each message is JSON \`{ type, id, occurredAt, sequence, data }\`:

${fieldTable(envelopeOf(pictures))}

A name with \`?\` may be missing. The message's headers are \`x-request-id\`, and \`traceparent\` where the request was traced.
The gateway and every subgraph also follow \`users.v1\` for ended sessions, and notifications the dead letters of all topics.

${pictures.map((picture) => topicChapter(picture, known)).join('\n\n')}
`;

function topicChapter(
  { topic, key, description, events }: TopicPicture,
  { released, publishers, readers }: Known,
): string {
  const before = released.find((each) => each.topic === topic)?.events ?? {};
  const chapters = Object.entries(events).map(([type, event]) => eventChapter(topic, type, event, before[type]?.since));
  return `## ${topic}
${description}

| key | published by | read by |
|---|---|---|
| \`${key}\` | ${publishers.get(topic)?.join(', ') ?? 'nobody'} | ${readers.get(topic)?.join(', ') ?? 'nobody'} |

${chapters.join('\n\n')}`;
}

const eventChapter = (topic: string, type: string, { description, schema }: EventPicture, since?: string): string =>
  `### ${type}
${description} ${since ? `Since ${since}.` : 'Not released yet.'}

${fieldTable(schema.properties?.['data'] ?? {})}

<details><summary>sample</summary>

\`\`\`json
${readFileSync(join(projectRoot, SAMPLES, `${topic}.${type}.json`), 'utf8').trim()}
\`\`\`
</details>`;

function envelopeOf([picture]: readonly TopicPicture[]): Schema {
  const { properties = {}, required } = Object.values(picture?.events ?? {})[0]?.schema ?? {};
  const fields = ENVELOPE.flatMap((name) => (properties[name] ? [[name, properties[name]] as const] : []));
  const { const: _type, ...type } = properties['type'] ?? {};
  return { properties: { ...Object.fromEntries(fields), type }, required };
}

const fieldTable = (schema: Schema): string =>
  ['| field | type | meaning |', '|---|---|---|', ...rows(schema, '')].join('\n');

/** The fields of objects in lists and in fields stand below them, one step deeper. */
function rows({ properties = {}, required = [] }: Schema, prefix: string): string[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const shown = `${prefix}${name}${required.includes(name) ? '' : '?'}`;
    const row = `| \`${shown}\` | ${typeOf(field)} | ${field.description ?? ''} |`;
    const inner = field.items ?? field;
    return isMoney(inner) ? [row] : [row, ...rows(inner, `${prefix}${name}${field.items ? '[]' : ''}.`)];
  });
}

const isMoney = ({ properties = {} }: Schema): boolean => Object.keys(properties).join() === 'amount,currency';

function typeOf(schema: Schema): string {
  const { type, format, items, anyOf } = schema;
  if (anyOf) return anyOf.map(typeOf).join(' or ');
  if (isMoney(schema)) return 'money';
  if (items) return `list of ${typeOf(items)}`;
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => `\`${value}\``).join(', ');
  if (format === 'uuid') return 'UUID';
  if (format === 'date-time') return 'instant';
  return (
    { integer: 'whole number', string: 'text', boolean: 'yes or no', object: 'object' }[type ?? ''] ?? type ?? 'any'
  );
}
