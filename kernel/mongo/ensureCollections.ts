/** What a mongoose model can do, whatever its rows. */
type Collection = { createCollection(): Promise<unknown>; createIndexes(): Promise<unknown> };

/** Makes the collections with their indexes: nothing is unique before they are there. Repeatable; call it before serving. */
export async function ensureCollections(models: Readonly<Record<string, Collection>>): Promise<void> {
  // A transaction can't wait for a collection that another one is making at the same moment, so all are made here.
  for (const model of Object.values(models)) {
    await model.createCollection();
    await model.createIndexes();
  }
}
