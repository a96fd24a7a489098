import { AppError } from '#kernel/errors.ts';

/**
 * What CHANGELOG.md says of a version: everything below its heading, up to the next one's.
 *
 * @throws AppError NOT_FOUND (NO_NOTES) where there is no such heading, or nothing below it.
 */
export function notesOf(changelog: string, version: string): string {
  const parts = changelog.split(/^## /m).slice(1);
  const own = parts.find((part) => part.startsWith(`${version}\n`) || part.startsWith(`${version} `));
  const notes = own?.slice(own.indexOf('\n') + 1).trim();
  if (notes) return `${notes}\n`;
  throw new AppError('NOT_FOUND', 'NO_NOTES', `CHANGELOG.md has nothing below a heading "## ${version}"`);
}

/** The version that a tag names. @throws AppError BAD_USER_INPUT (BAD_TAG) unless it is that of package.json. */
export function versionOf(tag: string, packageVersion: string): string {
  if (tag === `v${packageVersion}`) return packageVersion;
  throw new AppError('BAD_USER_INPUT', 'BAD_TAG', `the tag is ${tag}, but package.json says ${packageVersion}`);
}
