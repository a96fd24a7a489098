import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { COLUMNS, type FileLine } from '../exchangePorts.ts';
import { type CsvRecord, CsvRecords } from './csvRecords.ts';

/** CSV as RFC 4180 has it, with a header line; columns in any order. A line whose quotes don't fit harms no other. */
export async function* readCsv(chunks: AsyncIterable<Buffer>): AsyncGenerator<FileLine> {
  const records = new CsvRecords();
  const decoder = new TextDecoder();
  const table = new Table();
  for await (const chunk of chunks)
    yield* table.read([...records.read(decoder.decode(chunk, { stream: true }), false)]);
  yield* table.read([...records.read(decoder.decode(), true)]);
}

/** Records under the names that the first one gives. */
class Table {
  #columns: readonly string[] | undefined;

  *read(records: readonly CsvRecord[]): Generator<FileLine> {
    const rows = rowsOf(records).values();
    for (const record of records) {
      if ('problem' in record) yield this.#noted(record);
      else if (record.text.trim() !== '') yield* this.#row(record.line, rows.next().value ?? []);
    }
  }

  /** Without its first line nobody knows what the others mean. */
  #noted(record: FileLine): FileLine {
    this.#columns ??= [];
    return record;
  }

  *#row(line: number, fields: readonly string[]): Generator<FileLine> {
    const columns = this.#columns;
    if (!columns) this.#columns = fields;
    else if (columns.length === fields.length) yield { line, value: productOf(columns, fields) };
    else yield { line, problem: `must have ${columns.length} columns, as the first line, not ${fields.length}` };
  }
}

/** In one go: a parser for each would cost more than its work. */
function rowsOf(records: readonly CsvRecord[]): string[][] {
  const texts = records.flatMap((record) => ('text' in record && record.text.trim() !== '' ? [record.text] : []));
  return parse(texts.join('\n'), { record_delimiter: '\n', relax_column_count: true });
}

/** Texts as they are, numbers as numbers; what is no number stays what it is, for the check to name. */
function productOf(columns: readonly string[], fields: readonly string[]): Record<string, unknown> {
  const named = columns.map((column, index): [string, unknown] => {
    const plain = withoutGuard(fields[index] ?? '');
    return [column, column === 'price' || column === 'stock' ? numberOf(plain) : plain];
  });
  return Object.fromEntries(named);
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
