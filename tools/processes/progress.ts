/** Tells a waiting person what is going on; one line each, on standard error, so that output stays readable by programs. */
export type Say = (line: string) => void;

export const sayOnStderr: Say = (line) => void process.stderr.write(`${line}\n`);
