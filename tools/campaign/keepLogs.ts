import { cp } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder beside a report for the logs of legs in which a promise was broken, or that could not be tried. */
export const logsOf = (report: string): string => `${report.replace(/\.html$/, '')}-logs`;

export const keepLogs = (folder: string, leg: string, logsDir: string): Promise<void> =>
  cp(logsDir, join(folder, leg), { recursive: true });
