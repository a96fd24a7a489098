import { oneLine } from './docstrings.ts';

const TOKEN = /\/\*\*((?:(?!\*\/).)*)\*\/|(?:const )?(\w+)(?::| = )|([{}])/gs;

/**
 * Docstrings of properties in nested objects: path (`cost.max`) → what it says. A constant that stands in several places
 * is a root of its own (`rate.burst`).
 */
export function nestedDocstrings(source: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const path: string[] = [];
  let said: string | undefined;
  let name = '';
  for (const [, docstring, property, brace] of source.matchAll(TOKEN)) {
    if (docstring !== undefined) said = oneLine(docstring);
    else if (property !== undefined) {
      name = property;
      if (said !== undefined) found.set([...path, name].filter(Boolean).join('.'), said);
      said = undefined;
    } else if (brace === '{') {
      path.push(name);
      name = '';
    } else path.pop();
  }
  return found;
}

/** Of a setting, else of a constant that has one of its name, else of the group that it is in. */
export function nestedDocstringOf(
  docstrings: ReadonlyMap<string, string>,
  path: readonly string[],
): string | undefined {
  const own = docstrings.get(path.join('.'));
  if (own !== undefined) return own;
  const elsewhere = [...docstrings].filter(([key]) => key.split('.').length === 2 && key.endsWith(`.${path.at(-1)}`));
  return elsewhere.length === 1 ? elsewhere[0]?.[1] : docstrings.get(path.slice(0, -1).join('.'));
}
