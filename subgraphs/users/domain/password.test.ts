import { describe, expect, it } from 'vitest';
import { passwordOf, weaknessOf } from './password.ts';

describe('a new password', () => {
  it.each(['correct horse battery staple', 'tmavě modrý svetr', '四つの単語で作る長い合言葉', 'x7$kQ!pw2#Lm'])(
    'may be %j',
    (password) => expect(weaknessOf(password)).toBeUndefined(),
  );

  it('has 12 to 128 characters as people count them', () => {
    expect(weaknessOf('x7$kQ!pw2#L')).toBe('must have 12 to 128 characters');
    expect(weaknessOf('😀😁😂🤣😃😄')).toBe('must have 12 to 128 characters');
    expect(weaknessOf('😀😁😂🤣😃😄😅😆😉😊😋😎')).toBeUndefined();
    expect(weaknessOf('abcdefgh'.repeat(16))).toBeUndefined();
    expect(weaknessOf('abcdefgh'.repeat(16).concat('x'))).toBe('must have 12 to 128 characters');
  });

  it.each(['aaaaaaaaaaaa', 'abababababab', 'hellohellohello'])(
    'has 5 different characters at least, not %j',
    (password) => expect(weaknessOf(password)).toBe('must have at least 5 different characters'),
  );

  it.each([
    'Password1234',
    'QWERTYUIOPAS',
    '123456789012',
    '210987654321',
    'lkjhgfdsapoi',
    'CorrectHorseBatteryStaple',
  ])('is none that everybody tries: %j', (password) => expect(weaknessOf(password)).toMatch(/tried first/));

  it('is the same however it was typed', () => {
    expect(passwordOf('cafe\u0301')).toBe(passwordOf('café'));
    expect(passwordOf('ｐａｓｓ')).toBe('pass');
  });
});
