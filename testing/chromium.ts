import { inject } from 'vitest';

/** The path of a Chromium or Chrome. The global setup looks for one when the test file itself imports this module. */
export function testChromium(): string {
  const path = inject('chromiumPath');
  if (path) return path;
  throw new Error('no Chromium was looked for: the test file itself has to import #testing/chromium.ts');
}
