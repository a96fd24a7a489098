import { describe, expect, it } from 'vitest';
import { readArguments } from './readArguments.ts';

describe('the arguments of npm run dlq', () => {
  it.each([
    { what: 'a letter by its id', args: 'replay email:orders.v1/0/12', ids: ['email:orders.v1/0/12'] },
    { what: 'a key', args: 'replay --consumer email --topic orders.v1 --key o1', filters: { key: 'o1' } },
    { what: 'all of a consumer', args: 'replay --consumer email --all', filters: { consumer: 'email' } },
    { what: 'a status in small letters', args: 'list --status parked', filters: { status: 'PARKED' } },
  ])('take $what', ({ args, ids = [], filters = {} }) => {
    expect(readArguments(args.split(' '))).toMatchObject({ ids, filters });
  });

  it.each([
    { args: '', why: 'say list' },
    { args: 'lst', why: 'not "lst"' },
    { args: 'show', why: 'one ID' },
    { args: 'drop x', why: '--note says why' },
    { args: 'replay', why: '--consumer' },
    { args: 'replay --all', why: '--consumer' },
    { args: 'replay --consumer email', why: 'say --all' },
    { args: 'replay --consumer email --all --key x', why: 'leave --key out' },
    { args: 'replay x --consumer email', why: 'one ID, or options' },
    { args: 'replay --consumer email --all --status PARKED', why: 'whole keys' },
    { args: 'list --status LOST', why: '--status takes' },
    { args: 'list --limit none', why: 'whole number' },
    { args: 'list --colour', why: '--colour' },
  ])('refuse "$args"', ({ args, why }) => {
    expect(() => readArguments(args.split(' ').filter(Boolean))).toThrow(why);
  });
});
