/** One line of `/metrics`, without its labels. */
type Value = { readonly name: string; readonly value: number };

const READ_MS = 5_000;
const LINE = /^(?<name>[a-zA-Z_:][\w:]*)(?:\{.*\})? (?<value>\S+)$/;

/** What a process on this machine tells of itself at `/metrics`. One that does not answer tells nothing. */
export async function readMetrics(port: number): Promise<Value[]> {
  const text = await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(READ_MS) }).then(
    (response) => response.text(),
    () => '',
  );
  return text.split('\n').flatMap((line) => {
    const { name = '', value } = LINE.exec(line)?.groups ?? {};
    return value === undefined ? [] : [{ name, value: Number(value) }];
  });
}

export const sumOf = (values: readonly Value[], name: string): number =>
  values.filter((each) => each.name === name).reduce((sum, { value }) => sum + value, 0);
