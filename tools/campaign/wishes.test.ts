import { describe, expect, it } from 'vitest';
import { wishesOf } from './wishes.ts';

const now = new Date('2030-01-31T12:00:00Z');
const wishes = (...args: string[]) => wishesOf(args, now);

describe('what is asked of a campaign', () => {
  it('is the default profile with a new seed, where nothing is said', () => {
    expect(wishes()).toMatchObject({ profile: 'default', only: [], transport: undefined, mutants: undefined });
    expect(wishes()).toMatchObject({ seed: expect.stringMatching(/^\d{1,6}$/) });
  });

  it('names the report after the day and the seed', () => {
    expect(wishes('--seed', '7')).toMatchObject({ report: expect.stringMatching(/campaign\/2030-01-31-7\.html$/) });
  });

  it('may be some scenarios, or some mutants', () => {
    expect(wishes('--quick', '--only', 'links,clock')).toMatchObject({ profile: 'quick', only: ['links', 'clock'] });
    expect(wishes('--mutants')).toMatchObject({ mutants: [] });
    expect(wishes('--mutants', 'no-inbox')).toMatchObject({ mutants: ['no-inbox'] });
  });

  it.each([
    { what: 'an unknown option', args: ['--fast'] },
    { what: 'a word that belongs to nothing', args: ['quick'] },
    { what: 'two profiles', args: ['--quick', '--full'] },
    { what: 'a seed that is no number', args: ['--seed', 'luck'] },
    { what: 'a transport that does not exist', args: ['--transport', 'pigeon'] },
    { what: 'a scenario that does not exist', args: ['--only', 'links,earthquake'] },
    { what: 'a mutant that does not exist', args: ['--mutants', 'no-money'] },
    { what: 'a resumption of nothing', args: ['--full', '--resume'] },
  ])('is refused: $what', ({ args }) => {
    expect(() => wishes(...args)).toThrow();
  });
});
