import { describe, expect, it } from 'vitest';
import { parseDotEnv } from './parseDotEnv.ts';

const parse = (text: string) => Object.fromEntries(parseDotEnv(text, '.env'));

describe('.env', () => {
  it('reads plain, quoted and exported values, with comments and empty lines between', () => {
    const text = [
      '# a comment',
      '',
      'PLAIN=one two # not part of it',
      'HASH=a#b',
      'export EXPORTED = x',
      'DOUBLE="two\\nlines \\"quoted\\"" # comment',
      "SINGLE='as \\n it # is'",
      'EMPTY=',
      'URI=mongodb://u:p@h/?a=b&c=d',
    ];

    expect(parse(text.join('\r\n'))).toEqual({
      PLAIN: 'one two',
      HASH: 'a#b',
      EXPORTED: 'x',
      DOUBLE: 'two\nlines "quoted"',
      SINGLE: 'as \\n it # is',
      EMPTY: '',
      URI: 'mongodb://u:p@h/?a=b&c=d',
    });
  });

  it('names every bad line on one line', () => {
    expect(() => parse('A=1\nnonsense\nB="open\nA=2\n=x')).toThrow(
      '.env needs a change: line 2: expected NAME=value; ' +
        'line 3: B has a quote that is not closed, or text after it; line 4: A is set twice; line 5: expected NAME=value',
    );
  });
});
