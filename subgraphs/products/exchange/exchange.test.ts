import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Product } from '../domain/product.ts';
import { aProduct } from '../productsUnderTest.ts';
import { readCsv } from './csv.ts';
import { exportCatalogue } from './exportCatalogue.ts';
import { readNdjson } from './ndjson.ts';

/** The text in pieces of a few bytes, as a network may bring it. */
const arriving = (text: string, size = 7): AsyncIterable<Buffer> => {
  const bytes = Buffer.from(text);
  const count = Math.ceil(bytes.length / size);
  return Readable.from(Array.from({ length: count }, (_, at) => bytes.subarray(at * size, (at + 1) * size)));
};

const exported = async (products: readonly Product[], format: 'CSV' | 'NDJSON') =>
  (await Array.fromAsync(exportCatalogue(Readable.from([...products]), format))).join('');

describe('a file of JSON lines', () => {
  it('is read line by line, whatever the pieces it comes in', async () => {
    const lines = await Array.fromAsync(readNdjson(arriving('{"sku":"A-1","name":"Mug ☕"}\r\n\n{"sku":"A-2"}')));

    expect(lines).toEqual([
      { line: 1, value: { sku: 'A-1', name: 'Mug ☕' } },
      { line: 3, value: { sku: 'A-2' } },
    ]);
  });

  it('may begin with a byte order mark', async () => {
    const lines = await Array.fromAsync(readNdjson(arriving('\ufeff{"sku":"A-1"}\n')));

    expect(lines).toEqual([{ line: 1, value: { sku: 'A-1' } }]);
  });

  it('goes on after a line that is no JSON, or too long', async () => {
    const lines = await Array.fromAsync(readNdjson(arriving(`nonsense\n"${'x'.repeat(70_000)}"\n{}\n`, 1_000)));

    expect(lines).toEqual([
      { line: 1, problem: 'must be JSON' },
      { line: 2, problem: 'must have at most 65536 bytes' },
      { line: 3, value: {} },
    ]);
  });
});

describe('a file of comma-separated values', () => {
  it('is read by the names of its columns, with quotes and line breaks', async () => {
    const text = '\ufeffsku,price,name\r\nA-1,1200,"Mug, ""blue"""\r\nA-2,,"two\nlines"\r\n';

    const lines = await Array.fromAsync(readCsv(arriving(text)));

    expect(lines).toMatchObject([
      { value: { sku: 'A-1', price: 1200, name: 'Mug, "blue"' } },
      { value: { sku: 'A-2', price: undefined, name: 'two\nlines' } },
    ]);
  });

  it('goes on after a line with too few or too many columns, and says which', async () => {
    const lines = await Array.fromAsync(readCsv(arriving('sku,name\nA-1\nA-2,Mug\nA-3,Mug,more\n')));

    expect(lines).toEqual([
      { line: 2, problem: 'must have 2 columns, as the first line, not 1' },
      { line: 3, value: { sku: 'A-2', name: 'Mug' } },
      { line: 4, problem: 'must have 2 columns, as the first line, not 3' },
    ]);
  });

  it.each([
    // What is broken, and what is said of it.
    ['A-1,5" pipe', 'has a quote inside a field that does not begin with one'],
    ['A-1,"Mug"x', 'has text between a closing quote and the comma'],
    ['A-1,"Mug', 'has a quote that is not closed'],
    [`A-1,${'x'.repeat(70_000)}`, 'must have at most 65536 characters'],
    [`A-1,"${'x'.repeat(70_000)}"`, 'has a quote that is not closed'],
  ])('loses no line beside %.12s', async (bad, problem) => {
    for (const size of [bad.length < 1_000 ? 7 : 5_000, 100_000]) {
      for (const lineBreak of ['\n', '\r\n', '\r']) {
        const text = ['sku,name', 'A-0,"a\r\nb"', bad, 'A-2,Mug', 'A-3,"Pot, ""big"""'].join(lineBreak);

        const lines = await Array.fromAsync(readCsv(arriving(text, size)));

        expect(lines).toEqual([
          { line: 2, value: { sku: 'A-0', name: 'a\r\nb' } },
          { line: 4, problem },
          { line: 5, value: { sku: 'A-2', name: 'Mug' } },
          { line: 6, value: { sku: 'A-3', name: 'Pot, "big"' } },
        ]);
      }
    }
  });

  it('may have its bad line at the end, or nothing at all', async () => {
    expect(await Array.fromAsync(readCsv(arriving('sku,name\nA-1,"Mug')))).toEqual([
      { line: 2, problem: 'has a quote that is not closed' },
    ]);
    const headless = await Array.fromAsync(readCsv(arriving('sku,na"me\nA-1,Mug')));
    expect(headless).toEqual([
      { line: 1, problem: 'has a quote inside a field that does not begin with one' },
      { line: 2, problem: 'must have 0 columns, as the first line, not 2' },
    ]);
    expect(await Array.fromAsync(readCsv(arriving('sku,name\n')))).toEqual([]);
    expect(await Array.fromAsync(readCsv(arriving('')))).toEqual([]);
  });

  it('holds nothing that a spreadsheet would run', async () => {
    const text = await exported([aProduct({ name: '=HYPERLINK("http://x")', description: '@SUM(A1)' })], 'CSV');

    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(text).toContain("'@SUM(A1)");
  });
});

describe('what is exported', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !text.includes('\u0000'));

  it.each(['CSV', 'NDJSON'] as const)('as %s can be read again, and is the same', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(texts, texts, fc.nat()), { maxLength: 5 }), async (all) => {
        const products = all.map(([name, description, cents]) => aProduct({ name, description, cents }));
        const read = format === 'CSV' ? readCsv : readNdjson;

        const lines = await Array.fromAsync(read(arriving(await exported(products, format))));

        const rows = lines.map((line) => 'value' in line && line.value);
        expect(rows).toEqual(
          products.map(({ sku, name, description, category, price, stock }) => ({
            ...{ sku, name, description, category },
            ...{ price: price.amount, stock: stock.available },
          })),
        );
      }),
      { numRuns: 50 },
    );
  });
});
