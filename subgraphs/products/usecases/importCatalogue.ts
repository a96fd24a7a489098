import { AppError, type Reason } from '#kernel/errors.ts';
import { edit, newProduct, type Product } from '../domain/product.ts';
import type {
  BulkCatalogue,
  BulkChange,
  CatalogueRow,
  FileLine,
  ImportCounts,
  ImportReport,
  ReadRow,
} from '../exchangePorts.ts';

type Deps = {
  catalogue: Pick<BulkCatalogue, 'bySkus' | 'write'>;
  readRow: ReadRow;
  /** Runs again after a CONFLICT: another editor was faster. */
  retried: <Result>(work: () => Promise<Result>) => Promise<Result>;
  now: () => Date;
  newId: () => string;
};

type Row = { readonly line: number; readonly row: CatalogueRow };

const BATCH = 500;
/** A file that is wrong throughout is told so often enough. */
const MOST_ERRORS = 1_000;

/**
 * Brings the lines of a file into the catalogue, by SKU: unknown ones are created for the shop, known ones get the file's
 * words and price and keep their stock and seller. A bad line harms no other. A batch is in memory at a time, and written
 * whole. Repeatable: the same file again changes nothing.
 */
export const makeImportCatalogue = (deps: Deps) =>
  async function* (lines: AsyncIterable<FileLine>, { dryRun }: { dryRun: boolean }): AsyncGenerator<ImportReport> {
    let counts: ImportCounts = { lines: 0, created: 0, updated: 0, unchanged: 0, failed: 0 };
    for await (const batch of batchesOf(lines, deps.readRow)) {
      for (const error of batch.errors.slice(0, Math.max(0, MOST_ERRORS - counts.failed))) yield error;
      counts = sum(counts, { ...(await settle(batch.rows, dryRun, deps)), failed: batch.errors.length });
      yield { type: 'progress', ...counts };
    }
    yield { type: 'summary', dryRun, errorsShown: Math.min(counts.failed, MOST_ERRORS), ...counts };
  };

type ErrorEntry = Extract<ImportReport, { type: 'error' }>;
type Batch = { readonly rows: Map<string, Row>; readonly errors: ErrorEntry[] };

/** A SKU that comes twice ends the batch, so that the later line is the one that stays. */
async function* batchesOf(lines: AsyncIterable<FileLine>, readRow: ReadRow): AsyncGenerator<Batch> {
  let batch: Batch = { rows: new Map(), errors: [] };
  for await (const line of lines) {
    const read = rowOf(line, readRow);
    if ('row' in read && batch.rows.has(read.row.sku)) {
      yield batch;
      batch = { rows: new Map(), errors: [] };
    }
    if ('row' in read) batch.rows.set(read.row.sku, read);
    else batch.errors.push(read);
    if (batch.rows.size + batch.errors.length < BATCH) continue;
    yield batch;
    batch = { rows: new Map(), errors: [] };
  }
  if (batch.rows.size + batch.errors.length > 0) yield batch;
}

function rowOf(line: FileLine, readRow: ReadRow): Row | ErrorEntry {
  if ('problem' in line) return errorEntry(line.line, null, [{ param: '', message: line.problem }]);
  try {
    return { line: line.line, row: readRow(line.value) };
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'BAD_USER_INPUT')) throw error;
    return errorEntry(line.line, skuOf(line.value), error.reasons);
  }
}

const errorEntry = (line: number, sku: string | null, reasons: readonly Reason[]): ErrorEntry => ({
  type: 'error',
  line,
  sku,
  reasons,
});

const skuOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'sku' in value && typeof value.sku === 'string'
    ? value.sku.slice(0, 40)
    : null;

type Settled = Pick<ImportCounts, 'created' | 'updated' | 'unchanged'>;

function settle(rows: Batch['rows'], dryRun: boolean, { catalogue, retried, now, newId }: Deps): Promise<Settled> {
  return retried(async () => {
    const wanted = [...rows.values()].map(({ row }) => row);
    const known = wanted.length > 0 ? await catalogue.bySkus(wanted.map(({ sku }) => sku)) : [];
    const change = changeFor(wanted, known, now(), newId);
    const { length: created } = change.created;
    const { length: updated } = change.edited;
    if (!dryRun && created + updated > 0) await catalogue.write(change);
    return { created, updated, unchanged: wanted.length - created - updated };
  });
}

function changeFor(
  rows: readonly CatalogueRow[],
  known: readonly (Product | undefined)[],
  now: Date,
  newId: () => string,
): BulkChange {
  const created: Product[] = [];
  const edited: { before: Product; after: Product }[] = [];
  rows.forEach(({ units, sku, ...changes }, index) => {
    const before = known[index];
    if (!before)
      created.push(newProduct({ id: newId(), sku, units, sellerId: null, description: '', ...changes }, now));
    else {
      const after = edit(before, { expectedVersion: before.version, changes, now });
      if (after !== before) edited.push({ before, after });
    }
  });
  return { created, edited };
}

const sum = (a: ImportCounts, b: Settled & Pick<ImportCounts, 'failed'>): ImportCounts => ({
  lines: a.lines + b.created + b.updated + b.unchanged + b.failed,
  created: a.created + b.created,
  updated: a.updated + b.updated,
  unchanged: a.unchanged + b.unchanged,
  failed: a.failed + b.failed,
});
