import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../paths.ts';

const PAGES = ['*.md', 'docs/**/*.md', '{client,deploy,events,gateway,kernel,subgraphs,tools}/**/*.md'];
const pages = globSync(PAGES, { cwd: projectRoot });
const read = (page: string) => readFileSync(join(projectRoot, page), 'utf8').replaceAll(/^```.*?^```$/gms, '');

/** To another place of the project, or a picture of it. */
const LINK = /\]\((?!\w+:)([^)\s]+)\)|<img src="([^"]+)"/g;

/** As GitHub names them: https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links */
const anchorsOf = (page: string) =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );

function complaintAbout(page: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : normalize(join(dirname(page), path));
  if (!existsSync(join(projectRoot, target))) return `${page}: ${link} is not there`;
  const isKnown = anchor === undefined || !target.endsWith('.md') || anchorsOf(target).includes(anchor);
  return isKnown ? undefined : `${page}: ${link} has no such heading`;
}

it('every link of a page leads somewhere', () => {
  const links = pages.flatMap((page) =>
    [...read(page).matchAll(LINK)].map(([, link, picture = '']) => ({ page, link: link ?? picture })),
  );
  expect(links.map(({ page, link }) => complaintAbout(page, link)).filter(Boolean)).toEqual([]);
  expect(links.length).toBeGreaterThan(200);
});
