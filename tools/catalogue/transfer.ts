import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { AppError } from '#kernel/errors.ts';
import type { ImportReport } from '#subgraphs/products/exchangePorts.ts';
import type { Ask, Member } from '../seed/graphqlClient.ts';
import type { At } from './progressBar.ts';

/** Somebody who is signed in. */
export type Admin = { readonly ask: Ask; readonly token: string };
export type Summary = Extract<ImportReport, { type: 'summary' }>;
type BadLine = Extract<ImportReport, { type: 'error' }>;
type Format = 'NDJSON' | 'CSV';

const QUOTE = 34;
const LINE_END = 10;

/** @throws AppError UNAUTHENTICATED (NOT_SIGNED_IN), UNAVAILABLE (SHOP_UNREACHABLE). */
export async function signIn(ask: Ask, credentials: { email: string; password: string }): Promise<Admin> {
  const LOGIN = `mutation ($input: LoginInput!) {
    login(input: $input) { ... on Session { accessToken } ... on UserError { code message } }
  }`;
  const { accessToken, message } = await ask(LOGIN, { input: credentials });
  if (typeof accessToken === 'string') return { ask, token: accessToken };
  throw new AppError('UNAUTHENTICATED', 'NOT_SIGNED_IN', `${credentials.email} can't sign in: ${String(message)}`);
}

/** Writes the catalogue to `target` and ends it. @returns how many products there are. */
export async function exportTo(
  target: Writable,
  format: Format,
  { ask, token }: Admin,
  onProgress: (at: At) => void,
): Promise<number> {
  const EXPORT = 'mutation ($format: CatalogueFormat!) { requestCatalogueExport(input: { format: $format }) { url } }';
  const { url } = await ask(EXPORT, { format }, token);
  const response = await answerOf(await fetch(String(url)));
  let bytes = 0;
  const count = countLines(format);
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    onProgress({ count: count(chunk), bytes });
    if (!target.write(chunk)) await once(target, 'drain');
  }
  if (target !== process.stdout) target.end();
  const lines = count(new Uint8Array());
  return format === 'CSV' ? Math.max(0, lines - 1) : lines;
}

/** Counts the lines of a file that comes in pieces; a text of CSV may have lines of its own. */
function countLines(format: Format): (piece: Uint8Array) => number {
  let lines = 0;
  let isQuoted = false;
  return (piece) => {
    for (const byte of piece) {
      if (byte === QUOTE && format === 'CSV') isQuoted = !isQuoted;
      if (byte === LINE_END && !isQuoted) lines += 1;
    }
    return lines;
  };
}

type Told = { onProgress: (at: At) => void; onError: (line: BadLine) => void };

/** Sends a file and hands on what the shop says of it. @throws AppError UNAVAILABLE (IMPORT_BROKEN_OFF). */
export async function importFrom(
  source: Readable,
  { format, dryRun }: { format: Format; dryRun: boolean },
  { ask, token }: Admin,
  { onProgress, onError }: Told,
): Promise<Summary> {
  const IMPORT = `mutation ($format: CatalogueFormat!, $dryRun: Boolean!) {
    requestCatalogueImport(input: { format: $format, dryRun: $dryRun }) { uploadUrl method }
  }`;
  const { uploadUrl, method } = (await ask(IMPORT, { format, dryRun }, token)) as Member & { method: string };
  let bytes = 0;
  source.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  const sent = await fetch(String(uploadUrl), { method, body: source, duplex: 'half' } as RequestInit);
  for await (const report of reportsOf(await answerOf(sent))) {
    if (report.type === 'error') onError(report);
    else if (report.type === 'progress') onProgress({ count: report.lines, bytes });
    else return report;
  }
  const message = 'the shop did not come to the end of the file: send it again, it changes nothing twice';
  throw new AppError('UNAVAILABLE', 'IMPORT_BROKEN_OFF', message);
}

async function answerOf(response: Response): Promise<Response> {
  if (response.ok) return response;
  const { errors } = (await response.json()) as { errors?: { message: string }[] };
  throw new AppError('REFUSED', 'TRANSFER_REFUSED', errors?.[0]?.message ?? `status ${response.status}`);
}

async function* reportsOf({ body }: Response): AsyncGenerator<ImportReport> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as ImportReport;
  }
}
