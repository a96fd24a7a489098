import { expect, it, onTestFinished } from 'vitest';
import { testScope } from '#testing/testScope.ts';
import { optionsOf } from '../optionsOf.ts';
import { readSettings } from '../readSettings.ts';

it.each([
  ['is told with the explorer', {}, false, true],
  ['is not told without it', { explorer: false }, false, false],
  ['is never told in production', {}, true, false],
])('how operations are answered %s', async (_how, flags, isProduction, tells) => {
  const scope = testScope('gateway');
  onTestFinished(scope.stop);
  const settings = readSettings(undefined, {}, { supergraph: 'supergraph.graphql', ...flags });
  expect(await optionsOf(settings, scope, isProduction)).toMatchObject({ explains: tells });
});
