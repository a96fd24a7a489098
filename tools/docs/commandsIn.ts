/** A command of a page, as somebody would type it. */
export type Command = {
  readonly page: string;
  readonly line: string;
  /** Variables that stand before it. */
  readonly variables: readonly string[];
  readonly words: readonly string[];
};

const BLOCK = /^```(?:sh|bash|console)?\n(.*?)^```$/gms;
const ANY_BLOCK = /^```.*?^```$/gms;
const PROGRAMS = 'npm|npx|node|docker|kubectl|skaffold|curl|pip|promtool|git';
const TYPED = new RegExp(String.raw`^(?:[A-Z_]+=(?:"[^"]*"|\S*) +)*(?:${PROGRAMS}) +\S`);

/** The commands of a page in Markdown: lines of its shell blocks, and those that stand in a sentence as code. */
export function commandsIn(page: string, text: string): Command[] {
  const lines = [...text.matchAll(BLOCK)].flatMap(([, block = '']) => block.replaceAll(/\\\n\s*/g, ' ').split('\n'));
  const spoken = [...text.replaceAll(ANY_BLOCK, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return [...lines, ...spoken]
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => TYPED.test(line))
    .map((line) => ({ page, line, ...parsed(line) }));
}

function parsed(line: string): Pick<Command, 'variables' | 'words'> {
  // What it is piped into is another program's.
  const all = line.split(' | ')[0]?.match(/(?:"[^"]*"|\S)+/g) ?? [];
  const first = all.findIndex((word) => !/^[A-Z_]+=/.test(word));
  const variables = all.slice(0, first).map((word) => word.split('=')[0] ?? '');
  return { variables, words: all.slice(first) };
}

/** `npm run -s dlq -- list --all` → `dlq`, `['list', '--all']`; undefined for what runs no script of ours. */
export function scriptOf({
  words,
}: Command): { readonly script: string; readonly args: readonly string[] } | undefined {
  const [npm, verb, ...rest] = words.filter((word) => word !== '-s');
  if (npm !== 'npm' || verb === undefined) return undefined;
  const [script, args] = verb === 'run' ? [rest[0], rest.slice(1)] : [verb, rest];
  if (script === undefined || ['install', 'ci'].includes(script)) return undefined;
  return { script, args: args.filter((word) => word !== '--') };
}

/** `--port` of `--port=3`; what is no option is left out. */
export const optionsIn = (args: readonly string[]): string[] =>
  args.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0] ?? '');
