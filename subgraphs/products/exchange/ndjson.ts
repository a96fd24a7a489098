import type { FileLine } from '../exchangePorts.ts';

/** A product with the longest description has a tenth of it. */
const LONGEST_LINE = 65_536;

/** One JSON value in each line; empty lines are passed over. A line without end does not fill the memory. */
export async function* readNdjson(chunks: AsyncIterable<Buffer>): AsyncGenerator<FileLine> {
  let line = 0;
  for await (const text of linesOf(chunks)) {
    line += 1;
    if (text === undefined) yield { line, problem: `must have at most ${LONGEST_LINE} bytes` };
    else if (text.trim() !== '') yield { line, ...parsed(text) };
  }
}

/** Undefined for a line that is too long. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string | undefined> {
  let begun: Buffer[] = [];
  let length = 0;
  const take = () => {
    const text = length > LONGEST_LINE ? undefined : Buffer.concat(begun).toString('utf8');
    begun = [];
    length = 0;
    return text;
  };
  const keep = (part: Buffer) => {
    length += part.length;
    if (length <= LONGEST_LINE) begun.push(part);
    else begun = [];
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      keep(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    // A copy: the rest of a line must not keep the whole chunk alive.
    keep(Buffer.from(chunk.subarray(start)));
  }
  if (length > 0) yield take();
}

function parsed(text: string): { value: unknown } | { problem: string } {
  try {
    // Without the mark that some editors begin a file with.
    return { value: JSON.parse(text.trim()) };
  } catch {
    return { problem: 'must be JSON' };
  }
}
