import type { Figures } from './measure.ts';

const BAR = 22;
const WIDTH = 640;
const LABEL = 190;

/** A bar for each gateway and workload: CPU milliseconds a request, each workload on a scale of its own. */
export function plotOf(all: ReadonlyMap<string, ReadonlyMap<string, Figures>>): string {
  let y = 10;
  const parts: string[] = [];
  for (const [workload, figures] of all) {
    parts.push(text(8, y + 14, workload, 'bold'));
    y += BAR;
    const longest = Math.max(...[...figures.values()].map(({ cpuMs }) => cpuMs));
    for (const [name, { cpuMs }] of figures) {
      const length = Math.max(1, (cpuMs / longest) * (WIDTH - LABEL - 90));
      parts.push(text(8, y + 14, name), text(LABEL + length + 6, y + 14, `${cpuMs.toFixed(2)} ms`));
      parts.push(
        `<rect x="${LABEL}" y="${y + 3}" width="${length.toFixed(1)}" height="${BAR - 8}" fill="${colourOf(name)}"/>`,
      );
      y += BAR;
    }
    y += 12;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y}" font-family="sans-serif" font-size="12">`,
    '<title>CPU for a request, by gateway</title>',
    `<rect width="${WIDTH}" height="${y}" fill="white"/>`,
    ...parts,
    '</svg>',
  ].join('\n');
}

const text = (x: number, y: number, content: string, weight = 'normal') =>
  `<text x="${x.toFixed(1)}" y="${y}" font-weight="${weight}">${content}</text>`;

const colourOf = (name: string): string => {
  if (name.startsWith('ours')) return '#2563eb';
  return name === 'limit' ? '#9ca3af' : '#f59e0b';
};
