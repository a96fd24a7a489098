import type { Letter, ShownLetter } from './shop.ts';

/** Fits a terminal, and a mail. */
const WIDTH = 100;
const GAP = 2;
const LEAST = 8;

type Cells = readonly string[];

/** Columns as wide as they need; the last one gives way, so that a line stays within 100 signs. */
export function renderTable(head: Cells, rows: readonly Cells[]): string {
  const all = [head, ...rows].map((cells) => cells.map(plain));
  const widths = head.map((_, index) => Math.max(...all.map((cells) => cells[index]?.length ?? 0)));
  const used = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP, 0);
  const rest = Math.max(LEAST, WIDTH - used);
  return all
    .map((cells) => cells.map((cell, index) => cut(cell, index === head.length - 1 ? rest : widths[index])).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

const cut = (text: string, width = LEAST): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);

/** What others wrote can't move the cursor or colour the screen. */
const plain = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');

const HEAD = ['ID', 'STATUS', 'TRIES', 'FAILED LAST', 'KEY', 'REASON'];
const SHORT_KEY = 8;

/** One line a letter. The id is whole, for `show`; the key is only to tell keys apart. */
export const renderLetters = (letters: readonly Letter[]): string =>
  renderTable(
    HEAD,
    letters.map(({ id, status, attempts, recordedAt, key, reason }) => [
      id,
      status,
      attempts === null ? '-' : String(attempts),
      recordedAt.slice(0, 16).replace('T', ' '),
      key.length > SHORT_KEY ? `${key.slice(0, SHORT_KEY)}…` : key,
      reason ?? '-',
    ]),
  );

/** Everything that is known of a letter. */
export function renderLetter({ event, ...letter }: ShownLetter): string {
  const lines = Object.entries(letter)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name.padEnd(12)} ${plain(String(value))}`);
  return [...lines, 'event', indented(event)].join('\n');
}

/** What is no JSON is told as it is. */
function indented(event: string): string {
  try {
    return JSON.stringify(JSON.parse(event), null, 2);
  } catch {
    return plain(event);
  }
}
