import { expect, it, vi } from 'vitest';
import { testScope } from '#testing/testScope.ts';
import { makeWarnOfNames } from './warnOfNames.ts';

it('settings for subgraphs that are not there are named, once', () => {
  const { logger } = testScope();
  const log = vi.spyOn(logger, 'warn');
  const warn = makeWarnOfNames(
    { 'subgraphs.urls': { users: 'http://a', user: 'http://b' }, deadlines: undefined },
    logger,
  );
  const subgraphs = new Map([['users', 'http://users']]);
  warn({ subgraphs });
  warn({ subgraphs });
  const said = { setting: 'subgraphs.urls', unknown: ['user'], known: ['users'] };
  expect(log).toHaveBeenCalledExactlyOnceWith(said, expect.any(String));
});
