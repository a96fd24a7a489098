import type { Product } from '../domain/product.ts';
import type { ExchangeFormat } from '../exchangePorts.ts';
import { csvHeader, csvLines } from './csv.ts';

/** So many lines go out at once: a call for each would cost more than the line. */
const PIECE = 200;

/** The catalogue as the text of a file, in pieces. */
export async function* exportCatalogue(
  products: AsyncIterable<Product>,
  format: ExchangeFormat,
): AsyncGenerator<string> {
  const text = format === 'CSV' ? csvLines : ndjsonLines;
  if (format === 'CSV') yield csvHeader;
  let rows: Row[] = [];
  for await (const product of products) {
    rows.push(rowOf(product));
    if (rows.length < PIECE) continue;
    yield text(rows);
    rows = [];
  }
  if (rows.length > 0) yield text(rows);
}

type Row = ReturnType<typeof rowOf>;

const rowOf = ({ sku, name, description, category, price, stock }: Product) => ({
  sku,
  name,
  description,
  category,
  price: price.amount,
  stock: stock.available,
});

const ndjsonLines = (rows: readonly Row[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
