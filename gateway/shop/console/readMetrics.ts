export type Reading = {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};

const LINE = /^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>.*)\})? (?<value>\S+)/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', '"': '"', '\\': '\\' };

/** What a process tells at `/metrics`, in Prometheus's text format. Lines that are none of it are passed over. */
export const readMetrics = (text: string): Reading[] =>
  text
    .split('\n')
    .map(readLine)
    .filter((reading) => reading !== undefined);

function readLine(line: string): Reading | undefined {
  const { name, labels = '', value = '' } = LINE.exec(line)?.groups ?? {};
  if (name === undefined) return undefined;
  const pairs = [...labels.matchAll(LABEL)].map(([, label = '', text = '']) => [label, plain(text)]);
  return { name, labels: Object.fromEntries(pairs), value: numberIn(value) };
}

const plain = (text: string): string => text.replaceAll(/\\(.)/g, (all, character) => ESCAPED[character] ?? all);

const numberIn = (text: string): number => Number(text.replace(/Inf$/, 'Infinity'));
