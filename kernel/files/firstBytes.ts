/** So much of a file tells every type that is known (file-type reads no more). */
const TELLING = 4_100;

export type Begun = { readonly first: Buffer; readonly all: AsyncIterable<Buffer> };

/** Reads the beginning of a stream; `all` is the whole stream nevertheless, once. `first` may be shorter than asked for. */
export async function firstBytesOf(stream: AsyncIterable<Buffer>, wanted = TELLING): Promise<Begun> {
  const chunks = stream[Symbol.asyncIterator]();
  const begun: Buffer[] = [];
  let length = 0;
  while (length < wanted) {
    const { done, value } = await chunks.next();
    if (done) break;
    begun.push(value);
    length += value.length;
  }
  const first = Buffer.concat(begun);
  return { first, all: followedBy(first, chunks) };
}

async function* followedBy(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => rest };
}
