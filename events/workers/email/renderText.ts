import { unreachable } from '#kernel/errors.ts';
import type { Block, Fact, Letter } from './letter.ts';

/** The letter for mail programs that show no HTML. */
export function renderText({ subject, greeting, blocks, footer, unsubscribe }: Letter): string {
  const end = unsubscribe ? `${footer}\n${unsubscribe.label}: ${unsubscribe.url}` : footer;
  return `${[subject, greeting, ...blocks.map(textOf), `-- \n${end}`].join('\n\n')}\n`;
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'code':
      return block.text;
    case 'facts':
      return lines(block.facts);
    case 'items':
      return lines([...block.items, ...block.sums, block.total]);
    case 'button':
      return `${block.link.label}: ${block.link.url}`;
    default:
      return unreachable(block);
  }
}

const lines = (facts: readonly Fact[]): string => facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
