import type { Ledger, LedgerRow } from '../adapters/sandboxLedger.ts';

/** The sandbox's books in memory; `rows` is for looking into them. */
export function memoryLedger(): Ledger & { rows: Map<string, LedgerRow> } {
  const rows = new Map<string, LedgerRow>();
  return {
    rows,
    enter: async (row) => {
      if (!rows.has(row.key)) rows.set(row.key, row);
    },
    find: async (key) => rows.get(key) ?? null,
    move: async (key, { from, to, at, reason = null }) => {
      const row = rows.get(key);
      if (row?.status === from) rows.set(key, { ...row, status: to, reason, moves: [...row.moves, { to, at }] });
    },
    refund: async (key, refund) => {
      const row = rows.get(key);
      if (row?.status !== 'captured' || row.refunds.some((each) => each.key === refund.key)) return;
      const total = row.refunds.reduce((sum, { amount }) => sum + amount, refund.amount);
      if (total <= row.amount.amount) rows.set(key, { ...row, refunds: [...row.refunds, refund] });
    },
  };
}
