const WIDTH = 30;
const EVERY_MS = 100;

/** Where a transfer is: how many things, and how many bytes of the file. */
export type At = { readonly count: number; readonly bytes: number };

/** A bar on standard error while somebody looks; nothing where it goes into a file. */
export function progressBar(what: string, totalBytes?: number, out: NodeJS.WriteStream = process.stderr) {
  let shownAt = 0;
  const clear = () => {
    if (out.isTTY) out.write('\r\x1b[K');
  };
  return {
    at: ({ count, bytes }: At): void => {
      if (!out.isTTY || performance.now() - shownAt < EVERY_MS) return;
      shownAt = performance.now();
      out.write(`\r\x1b[K${totalBytes ? `${bar(bytes / totalBytes)} ` : ''}${count.toLocaleString('en')} ${what}`);
    },
    clear,
    end: clear,
  };
}

function bar(share: number): string {
  const done = Math.min(WIDTH, Math.round(share * WIDTH));
  return `[${'█'.repeat(done)}${' '.repeat(WIDTH - done)}] ${String(Math.min(100, Math.floor(share * 100))).padStart(3)} %`;
}
