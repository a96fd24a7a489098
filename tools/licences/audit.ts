import { spawnSync } from 'node:child_process';
import { z } from 'zod';

const GRAVE = ['high', 'critical'];
const report = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
});

export type Vulnerability = {
  readonly name: string;
  readonly severity: string;
  readonly range: string;
  readonly isGrave: boolean;
};

/** What npm knows against the production packages; undefined where its registry does not answer. */
export function audit(root: string): Vulnerability[] | undefined {
  const args = ['audit', '--omit=dev', '--json'];
  return vulnerabilitiesIn(
    spawnSync('npm', args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' }).stdout,
  );
}

/** @param output of `npm audit --json`. */
export function vulnerabilitiesIn(output: string): Vulnerability[] | undefined {
  const told = report.safeParse(jsonOf(output));
  if (!told.success) return undefined;
  return Object.entries(told.data.vulnerabilities).map(([name, { severity, range }]) => {
    return { name, severity, range, isGrave: GRAVE.includes(severity) };
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // npm says in words that it got no answer
  }
}
