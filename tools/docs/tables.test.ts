import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../paths.ts';

const PAGES = ['*.md', 'docs/**/*.md', '{client,deploy,events,gateway,kernel,subgraphs,tools}/**/*.md'];

/** Tables in GitHub's Markdown: a head, a line of dashes, rows of as many cells. A `|` in a cell is written `\|`. */
function complaintsAbout(page: string, text: string): string[] {
  const prose = text.replaceAll(/^```.*?^```$/gms, '');
  return [...prose.matchAll(/(?:^\|.*\n?)+/gm)].flatMap(([table]) => {
    const [head = '', dashes = '', ...rows] = table.trimEnd().split('\n');
    if (!/^\|(?: *:?-+:? *\|)+$/.test(dashes)) return [`${page}: there is no table above ${head.slice(0, 40)}`];
    const uneven = [dashes, ...rows].filter((row) => cellsOf(row) !== cellsOf(head));
    return uneven.map((row) => `${page}: ${row.slice(0, 60)} has not as many cells as its table`);
  });
}

const cellsOf = (row: string): number => row.replaceAll('\\|', '').split('|').length;

it('every table of a page is shown as one', () => {
  const pages = globSync(PAGES, { cwd: projectRoot });
  const read = (page: string) => readFileSync(join(projectRoot, page), 'utf8');

  expect(complaintsAbout('p', '| a | b |\n|---|---|\n| 1 |\n\nso\n\n| 2 | 3 |\n')).toHaveLength(2);
  expect(pages.flatMap((page) => complaintsAbout(page, read(page)))).toEqual([]);
});
