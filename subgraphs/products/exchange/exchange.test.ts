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
      { line: 2, problem: expect.stringContaining('Record Length') },
      { line: expect.any(Number), value: { sku: 'A-2', name: 'Mug' } },
      { line: 4, problem: expect.stringContaining('Record Length') },
    ]);
  });

  it('has a last line that says so when a quote is never closed', async () => {
    const lines = await Array.fromAsync(readCsv(arriving('sku,name\nA-1,"Mug')));

    expect(lines).toEqual([{ line: expect.any(Number), problem: expect.stringContaining('Quote') }]);
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
