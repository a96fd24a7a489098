import { expect, it } from 'vitest';
import { notesOf, versionOf } from './notesOf.ts';

const CHANGELOG = `# Changelog

## Unreleased

## 1.1.0 - 2030-01-31

### Added
- Reviews.

## 1.0.0

- The shop.
`;

it('the notes of a version are what stands below its heading', () => {
  expect(notesOf(CHANGELOG, '1.1.0')).toBe('### Added\n- Reviews.\n');
  expect(notesOf(CHANGELOG, '1.0.0')).toBe('- The shop.\n');
});

it.each(['1.1', '2.0.0', 'Unreleased'])('there are none without such a heading: %s', (version) => {
  expect(() => notesOf(CHANGELOG, version)).toThrow(`nothing below a heading "## ${version}"`);
});

it('a tag names the version of package.json', () => {
  expect(versionOf('v1.1.0', '1.1.0')).toBe('1.1.0');
  expect(() => versionOf('v1.2.0', '1.1.0')).toThrow('the tag is v1.2.0, but package.json says 1.1.0');
});
