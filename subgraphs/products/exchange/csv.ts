import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import { messageOf } from '#kernel/errors.ts';
import { COLUMNS, type FileLine } from '../exchangePorts.ts';

const LONGEST_RECORD = 65_536;

/**
 * CSV as RFC 4180 has it, with a header line; columns in any order. A file whose quotes don't fit together ends with a line
 * that says so.
 */
export async function* readCsv(chunks: AsyncIterable<Buffer>): AsyncGenerator<FileLine> {
  const parser = parse({
    bom: true,
    columns: true,
    info: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
    skip_records_with_error: true,
  });
  const problems: FileLine[] = [];
  parser.on('skip', (error: CsvError) => problems.push(problemOf(error)));
  const source = Readable.from(chunks);
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<Parsed>) {
      yield* problems.splice(0);
      yield { line: info.lines, value: fieldsOf(record) };
    }
    yield* problems;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield* problems;
    yield problemOf(error);
  }
}

type Parsed = { record: Record<string, string>; info: { lines: number } };

const problemOf = (error: CsvError): FileLine => ({
  line: Number((error as { lines?: number }).lines ?? 0),
  problem: messageOf(error),
});

/** Texts as they are, numbers as numbers; what is no number stays what it is, for the check to name. */
function fieldsOf(record: Record<string, string>): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [column, text] of Object.entries(record)) {
    const plain = withoutGuard(text);
    value[column] = column === 'price' || column === 'stock' ? numberOf(plain) : plain;
  }
  return value;
}

const numberOf = (text: string): unknown => (/^-?\d+$/.test(text) ? Number(text) : text === '' ? undefined : text);

/** What a spreadsheet would take for a formula (OWASP, CSV Injection). */
const FORMULA = /^['=+\-@\t\r]/;

const withoutGuard = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;

const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

type Row = Readonly<Record<(typeof COLUMNS)[number], string | number>>;

export const csvHeader = `${COLUMNS.join(',')}\r\n`;

export const csvLines = (rows: readonly Row[]): string =>
  stringify([...rows], { columns: [...COLUMNS], record_delimiter: 'windows', cast: { string: guarded } });
