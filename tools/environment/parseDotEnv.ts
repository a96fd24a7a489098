import { AppError } from '#kernel/errors.ts';

/**
 * Reads `NAME=value` lines. A value may stand in double quotes (`\n`, `\"` and `\\` are escapes) or in single quotes
 * (taken as it is); `export` before a name, empty lines and `#` comments are skipped.
 *
 * @throws AppError BAD_USER_INPUT (BAD_ENV_FILE) with the number of every line that is none of this.
 */
export function parseDotEnv(text: string, file: string): Map<string, string> {
  const values = new Map<string, string>();
  const complaints: string[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const { name, value, complaint } = parseLine(line);
    if (complaint) complaints.push(`line ${index + 1}: ${complaint}`);
    else if (values.has(name)) complaints.push(`line ${index + 1}: ${name} is set twice`);
    else values.set(name, value);
  }
  if (complaints.length === 0) return values;
  throw new AppError('BAD_USER_INPUT', 'BAD_ENV_FILE', `${file} needs a change: ${complaints.join('; ')}`);
}

type Line = { name: string; value: string; complaint?: string };

function parseLine(line: string): Line {
  const [, name = '', raw = ''] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
  if (!name) return { name, value: '', complaint: 'expected NAME=value' };
  const [, double] = /^"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$/.exec(raw) ?? [];
  if (double !== undefined) return { name, value: unescaped(double) };
  const [, single] = /^'([^']*)'\s*(?:#.*)?$/.exec(raw) ?? [];
  if (single !== undefined) return { name, value: single };
  if (/^["']/.test(raw))
    return { name, value: '', complaint: `${name} has a quote that is not closed, or text after it` };
  return { name, value: raw.replace(/(^|\s+)#.*$/, '') };
}

const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_all, char: string) => (char === 'n' ? '\n' : char));
