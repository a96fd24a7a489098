import { setTimeout as pause } from 'node:timers/promises';
import type mongoose from 'mongoose';

/** By then every process has seen it (kernel/mongo/movableClock.ts). */
const SEEN_MS = 600;

/** Past the API, so that it also works while the shop is hurt. @throws Error for a step back, which no process follows. */
export const makeAdvanceClock = (client: mongoose.mongo.MongoClient, prefix: string) => async (ms: number) => {
  if (ms < 0) throw new Error('the clock of the shop only goes forward');
  const offsets = client.db(`${prefix}_clock`).collection<{ _id: string; offsetMs: number }>('offsets');
  await offsets.updateOne({ _id: 'shop' }, { $inc: { offsetMs: ms } }, { upsert: true });
  await pause(SEEN_MS);
};
