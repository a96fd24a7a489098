import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../paths.ts';

/** A test that proves a promise. */
export type Proof = {
  /** From the project's root. */
  readonly file: string;
  /** As vitest prints it; the titles of the groups around it may be left out. */
  readonly title: string;
};

export type Capability = {
  /** Such as `A1`. */
  readonly id: string;
  /** Root fields that the row names in code marks: `login`, `Mutation.login` and events alike. */
  readonly operations: readonly string[];
  readonly proofs: readonly Proof[];
};

const FILE = 'docs/capabilities.md';
const ROW = /^\| ([A-Z]\d+) +\|(.+)\|(.+)\|(.+)\|$/gm;
const PROOF = /\[((?:[^[\]]|\[[^\]]*\])+)\]\(\.\.\/([^)]+\.test\.ts)\)/g;

/** The rows of docs/capabilities.md. */
export const capabilities = (): Capability[] => readTable(readFileSync(join(projectRoot, FILE), 'utf8'));

/** Rows are `| id | what | operations | tests |`: operations in code marks, tests as links that bear their titles. */
export const readTable = (text: string): Capability[] =>
  [...text.matchAll(ROW)].map(([, id = '', , operations = '', proofs = '']) => ({
    id,
    operations: [...operations.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
    proofs: [...proofs.matchAll(PROOF)].map(([, title = '', file = '']) => ({ file, title: plain(title) })),
  }));

/** Markdown escapes what it would take for its own signs. */
const plain = (title: string): string => title.replaceAll(/\\([\\|`*_[\]<>])/g, '$1');
