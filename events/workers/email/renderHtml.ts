import { unreachable } from '#kernel/errors.ts';
import type { Block, Fact, Letter, Link } from './letter.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** The letter as HTML, with styles in place: mail programs drop style sheets. */
export const renderHtml = ({
  language,
  subject,
  greeting,
  blocks,
  footer,
  unsubscribe,
}: Letter): string => `<!doctype html>
<html lang="${escaped(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;background:#f3f1ec;color:#23201c;font:16px/1.5 system-ui,sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" cellpadding="0" cellspacing="0" style="width:100%;max-width:560px;background:#fff;border-radius:8px">
<tr><td style="padding:20px 32px;border-bottom:3px solid #b5542b;font-size:20px;font-weight:700">Bazaar</td></tr>
<tr><td style="padding:24px 32px">
<h1 style="margin:0 0 16px;font-size:20px">${escaped(subject)}</h1>
${paragraph(greeting)}
${blocks.map(htmlOf).join('\n')}
</td></tr>
<tr><td style="padding:16px 32px;border-top:1px solid #e5e0d8;color:#6b645a;font-size:13px">${escaped(footer)}${unsubscribe ? switchOff(unsubscribe) : ''}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;

const BUTTON =
  'display:inline-block;padding:10px 18px;background:#9c4521;border-radius:6px;color:#fff;font-weight:600;text-decoration:none';
const CODE =
  'margin:0 0 16px;padding:10px 14px;background:#f3f1ec;border-radius:6px;font-family:ui-monospace,monospace;word-break:break-all';

const switchOff = ({ label, url }: Link): string =>
  `<br><a href="${escaped(url)}" style="color:#6b645a">${escaped(label)}</a>`;

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return paragraph(block.text);
    case 'facts':
      return table(block.facts.map((fact) => row(fact, 'padding:2px 0')));
    case 'items':
      return table([
        ...block.items.map((item) => row(item, 'padding:6px 0;border-bottom:1px solid #e5e0d8')),
        ...block.sums.map((sum) => row(sum, 'padding:6px 0 0;color:#6b645a')),
        row(block.total, 'padding:8px 0;font-weight:700'),
      ]);
    case 'button':
      return `<p style="margin:0 0 16px"><a href="${escaped(block.link.url)}" style="${BUTTON}">${escaped(block.link.label)}</a></p>`;
    case 'code':
      return `<p style="${CODE}">${escaped(block.text)}</p>`;
    default:
      return unreachable(block);
  }
}

const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escaped(text)}</p>`;

const table = (rows: readonly string[]): string =>
  `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 16px">${rows.join('')}</table>`;

const row = ({ label, value }: Fact, style: string): string =>
  `<tr><td valign="top" style="${style}">${escaped(label)}</td><td align="right" valign="top" style="${style};padding-left:12px">${escaped(value)}</td></tr>`;
