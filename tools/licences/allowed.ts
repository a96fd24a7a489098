/** Licences (SPDX) that ask for no more than being named. */
const ALLOWED = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0'],
  ...['CC0-1.0', 'Unlicense', 'Python-2.0', 'PSF-2.0'],
]);

type Exception = { readonly packages: RegExp; readonly licence: string; readonly why: string };

/** Packages with others, each looked at by a person (docs/adr/0085-licences-that-are-looked-at.md). */
export const exceptions: readonly Exception[] = [
  {
    packages: /^@apollo\/(composition|federation-internals|gateway|query-graphs|query-planner)$/,
    licence: 'Elastic-2.0',
    why: 'free to use and change, but not to be offered to others as a hosted service',
  },
  {
    packages: /^web-push$/,
    licence: 'MPL-2.0',
    why: 'used as it is; only changes of its own files would have to be shown',
  },
];

/** Whether a package may be used under `licence`, an SPDX expression such as `(MIT OR GPL-3.0)`. */
export function isAllowed(name: string, licence: string): boolean {
  if (exceptions.some((each) => each.packages.test(name) && each.licence === licence)) return true;
  const bare = licence.replace(/[()]/g, ' ');
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((each) => ALLOWED.has(each.trim())));
}
