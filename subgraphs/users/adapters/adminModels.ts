import mongoose, { type Model, type QueryFilter, type Schema, type UpdateQuery } from 'mongoose';
import { wordsOf } from '../domain/searchWords.ts';
import type { Ban } from '../domain/user.ts';

/** Somebody had this id. */
export type ErasedRow = { _id: string; erasedAt: Date };

/** Attempts of one kind by one account or source, within a window that the first of them started. */
export type AttemptRow = { _id: string; count: number; endsAt: Date };

export const banSchema = new mongoose.Schema<Ban>(
  { at: { type: Date, required: true }, reason: { type: String, required: true } },
  { _id: false, id: false },
);

export const erasedSchema = new mongoose.Schema<ErasedRow>(
  { _id: { type: String, required: true }, erasedAt: { type: Date, required: true } },
  { versionKey: false, collection: 'erased_users' },
);

export const attemptSchema = new mongoose.Schema<AttemptRow>(
  {
    _id: { type: String, required: true },
    count: { type: Number, required: true },
    endsAt: { type: Date, required: true },
  },
  { versionKey: false, collection: 'attempts' },
);
// MongoDB removes what has ended; nobody relies on when.
attemptSchema.index({ endsAt: 1 }, { expireAfterSeconds: 0 });

type Names = { _id: string; name: string; nameWords?: string[] };

/** Users from before there was a search are found by it too. Repeatable, and quick once it is done. */
export async function fillNameWords<Row extends Names>(users: Model<Row>): Promise<void> {
  const without = { nameWords: mongoose.trusted({ $exists: false }) };
  for await (const { _id, name } of users
    .find(without as QueryFilter<Row>)
    .lean<Names[]>()
    .cursor()) {
    await users.updateOne({ _id } as QueryFilter<Row>, { name } as UpdateQuery<Row>); // the words follow the name
  }
}

/** What admins' list of users needs: words to search by, whoever writes the name, and an index for each way to read it. */
export function makeListed<Row extends { name: string; nameWords?: string[] }>(schema: Schema<Row>): void {
  schema.pre('save', function () {
    this.set('nameWords', wordsOf(String(this.get('name'))));
  });
  schema.pre(['updateOne', 'findOneAndUpdate'], function () {
    const update = this.getUpdate();
    const name: unknown = update && !Array.isArray(update) ? (update['name'] ?? update.$set?.['name']) : undefined;
    if (typeof name === 'string') this.set('nameWords', wordsOf(name));
  });
  schema.index({ createdAt: -1, _id: -1 });
  schema.index({ roles: 1, createdAt: -1, _id: -1 });
  schema.index({ nameWords: 1 });
  // Few are banned, among many: they are listed without a look at the others.
  schema.index({ 'ban.at': 1, createdAt: -1, _id: -1 }, { partialFilterExpression: { 'ban.at': { $exists: true } } });
}
