import { unreachable } from '#kernel/errors.ts';
import type { Block, Fact, Letter } from './letter.ts';

/** The letter for mail programs that show no HTML. */
export const renderText = ({ subject, greeting, blocks, footer }: Letter): string =>
  `${[subject, greeting, ...blocks.map(textOf), `-- \n${footer}`].join('\n\n')}\n`;

function textOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text;
    case 'facts':
      return lines(block.facts);
    case 'items':
      return lines([...block.items, block.total]);
    default:
      return unreachable(block);
  }
}

const lines = (facts: readonly Fact[]): string => facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
