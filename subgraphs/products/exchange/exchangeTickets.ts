import type { Granted, Ticket, Tickets } from '#kernel/files/tickets.ts';
import { EXPORT_PATH, type ExportTicket, IMPORT_PATH, type ImportTicket } from './routes.ts';

/** An address that does what was asked for, once. */
type Address = { readonly url: string; readonly expiresAt: Date };

export type ExchangeTickets = {
  requestExport(granted: Granted<ExportTicket>): Promise<Address>;
  requestImport(granted: Granted<ImportTicket>): Promise<Address>;
};

type Deps = { exports: Tickets<ExportTicket>; imports: Tickets<ImportTicket>; publicUrl: string };

export function makeExchangeTickets({ exports, imports, publicUrl }: Deps): ExchangeTickets {
  const addressOf = (path: string, { token, expiresAt }: Ticket): Address => ({
    url: `${publicUrl}${path}?ticket=${token}`,
    expiresAt,
  });
  return {
    requestExport: async (granted) => addressOf(EXPORT_PATH, await exports.issue(granted)),
    requestImport: async (granted) => addressOf(IMPORT_PATH, await imports.issue(granted)),
  };
}
