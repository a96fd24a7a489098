import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Express, Request, Response } from 'express';
import { fileRoute } from '#kernel/files/fileRoutes.ts';
import { bodyOf } from '#kernel/files/receiveFile.ts';
import type { Tickets } from '#kernel/files/tickets.ts';
import type { Logger } from '#kernel/logging.ts';
import type { BulkCatalogue, ExchangeFormat, FileLine, ImportReport } from '../exchangePorts.ts';
import { readCsv } from './csv.ts';
import { exportCatalogue } from './exportCatalogue.ts';
import { readNdjson } from './ndjson.ts';

export type ExportTicket = { readonly format: ExchangeFormat };
export type ImportTicket = { readonly format: ExchangeFormat; readonly dryRun: boolean };

type Deps = {
  catalogue: Pick<BulkCatalogue, 'all'>;
  importCatalogue: (lines: AsyncIterable<FileLine>, options: { dryRun: boolean }) => AsyncIterable<ImportReport>;
  exports: Tickets<ExportTicket>;
  imports: Tickets<ImportTicket>;
  logger: Logger;
};

export const EXPORT_PATH = '/files/products/export';
export const IMPORT_PATH = '/files/products/import';

const CONTENT_TYPES: Readonly<Record<ExchangeFormat, string>> = {
  NDJSON: 'application/x-ndjson; charset=utf-8',
  CSV: 'text/csv; charset=utf-8; header=present',
};
const readers = { NDJSON: readNdjson, CSV: readCsv } as const;

/** GET the catalogue as a file, or PUT (or POST) one; each takes the ticket of a mutation, once. */
export const exchangeRoutes =
  ({ catalogue, importCatalogue, exports, imports, logger }: Deps) =>
  (app: Express): void => {
    const exporting = async (request: Request, response: Response) => {
      const { format } = (await exports.take(request.query['ticket'])).subject;
      response.set({
        'content-type': CONTENT_TYPES[format],
        'content-disposition': `attachment; filename="catalogue.${format.toLowerCase()}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      await pipeline(Readable.from(exportCatalogue(catalogue.all(), format)), response);
    };
    const importing = async (request: Request, response: Response) => {
      const { format, dryRun } = (await imports.take(request.query['ticket'])).subject;
      response.set({ 'content-type': CONTENT_TYPES.NDJSON, 'cache-control': 'no-store' });
      for await (const report of importCatalogue(readers[format](bodyOf(request)), { dryRun })) {
        // Whoever does not read the report is waited for, and the file with it.
        if (!response.write(`${JSON.stringify(report)}\n`))
          await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
      response.end();
    };
    app.get(EXPORT_PATH, fileRoute(logger, exporting));
    app.put(IMPORT_PATH, fileRoute(logger, importing));
    app.post(IMPORT_PATH, fileRoute(logger, importing));
  };
