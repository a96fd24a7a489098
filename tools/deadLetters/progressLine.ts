/** One line on standard error that is written over while somebody looks; nothing where it goes into a file. */
export function progressLine(out: NodeJS.WriteStream = process.stderr) {
  const clear = () => void (out.isTTY && out.write('\r\x1b[K'));
  return { at: (line: string): void => void (out.isTTY && out.write(`\r\x1b[K${line}`)), clear };
}
