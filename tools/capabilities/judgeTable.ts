import type { Capability, Proof } from './readTable.ts';

/** A test of a run, as vitest reports it. */
export type RanTest = {
  /** From the project's root. */
  readonly file: string;
  /** With the titles of the groups around it. */
  readonly fullName: string;
  readonly passed: boolean;
};

/** Rows that promise something nobody could check: without a test, or naming what does not exist. */
export function gapsOf(
  rows: readonly Capability[],
  { hasFile, hasName }: { hasFile: (path: string) => boolean; hasName: (operation: string) => boolean },
): string[] {
  return rows.flatMap(({ id, operations, proofs }) => [
    ...(proofs.length === 0 ? [`capability ${id} names no test`] : []),
    ...operations
      .filter((name) => !hasName(name))
      .map((name) => `capability ${id} names ${name}, which is no field, type or event`),
    ...proofs
      .filter(({ file }) => !hasFile(file))
      .map(({ file }) => `capability ${id} names ${file}, which is no file`),
  ]);
}

/** How many rows each chapter has; a row that was lost is a promise that nobody checks. */
const CHAPTERS = { A: 8, P: 8, O: 10, Y: 2, M: 4 } as const;

export function missingRows(rows: readonly Capability[]): string[] {
  const there = new Set(rows.map(({ id }) => id));
  return Object.entries(CHAPTERS)
    .flatMap(([chapter, count]) => Array.from({ length: count }, (_none, index) => `${chapter}${index + 1}`))
    .filter((id) => !there.has(id))
    .map((id) => `capability ${id} has no row`);
}

/** Promises whose tests did not run, or failed. */
export function unproven(rows: readonly Capability[], ran: readonly RanTest[]): string[] {
  const byFile = Map.groupBy(ran, ({ file }) => file);
  return rows.flatMap(({ id, proofs }) =>
    proofs
      .filter((proof) => !isProven(proof, byFile.get(proof.file) ?? []))
      .map(({ file, title }) => `capability ${id} is not proven: “${title}” of ${file} did not pass`),
  );
}

const isProven = ({ title }: Proof, tests: readonly RanTest[]): boolean =>
  tests.some(({ fullName, passed }) => passed && fullName.endsWith(title));
