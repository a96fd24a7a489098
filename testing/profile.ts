import type { Connection } from 'mongoose';

/** How the database answered one query. */
export type Profiled = {
  readonly collection: string;
  /** `query`, `command` (aggregate, count), `update`, `remove`. */
  readonly operation: string;
  /** The command, for people. */
  readonly command: string;
  /** Such as `IXSCAN { customerId: 1 }`; a scan of a whole collection is `COLLSCAN`. */
  readonly plan: string;
  /** Rows were sorted in memory: no index had them in order. */
  readonly sorted: boolean;
  readonly documentsExamined: number;
};

type Entry = {
  ns: string;
  op: string;
  command?: Record<string, unknown>;
  planSummary?: string;
  hasSortStage?: boolean;
  docsExamined?: number;
};

/** Runs `work` while the database writes down every operation. @returns those that had to find documents. */
export async function profiled(connection: Connection, work: () => Promise<unknown>): Promise<Profiled[]> {
  const { db } = connection;
  if (!db) throw new Error('not connected');
  await db.command({ profile: 0 });
  await db
    .collection('system.profile')
    .drop()
    .catch(() => false); // there is none before the first time
  await db.command({ profile: 2 });
  try {
    await work();
  } finally {
    await db.command({ profile: 0 });
  }
  const entries = await db.collection<Entry>('system.profile').find().toArray();
  return entries.filter(({ ns, planSummary }) => planSummary && !ns.endsWith('.system.profile')).map(profiledOf);
}

const profiledOf = ({ ns, op, command = {}, planSummary = '', hasSortStage = false, docsExamined = 0 }: Entry) => {
  const { lsid: _lsid, $db: _db, $clusterTime: _time, ...asked } = command;
  return {
    collection: ns.slice(ns.indexOf('.') + 1),
    operation: op,
    command: JSON.stringify(asked),
    plan: planSummary,
    sorted: hasSortStage,
    documentsExamined: docsExamined,
  };
};
