/** Counted in characters as people see them, not in UTF-16 units. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

const FEWEST_DIFFERENT = 5;

/** A password as it is hashed: two ways to type the same characters are one (NIST SP 800-63B, section 5.1.1.2). */
export const passwordOf = (typed: string): string => typed.normalize('NFKC');

/**
 * Why a password is too easy to guess, or undefined. Length and a list, no rules on digits or symbols: they make
 * passwords harder to remember and no harder to guess (NIST SP 800-63B, section 5.1.1.2).
 */
export function weaknessOf(password: string): string | undefined {
  const { min, max } = PASSWORD_LENGTH;
  const length = [...password].length;
  if (length < min || length > max) return `must have ${min} to ${max} characters`;
  const plain = password.toLowerCase();
  if (new Set(plain).size < FEWEST_DIFFERENT) return `must have at least ${FEWEST_DIFFERENT} different characters`;
  if (COMMON.has(plain) || isRun(plain)) return 'is one of the passwords that are tried first: choose another';
  return undefined;
}

/** Neighbours on the keyboard or in the alphabet, forwards or backwards, however often around. */
const isRun = (plain: string): boolean =>
  RUNS.some((run) => run.includes(plain) || [...run].reverse().join('').includes(plain));

const RUNS = [
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuiop',
  '1q2w3e4r5t6y7u8i9o0p',
].map((run) => run.repeat(Math.ceil((2 * PASSWORD_LENGTH.max) / run.length)));

/** The most used passwords of 12 characters and more, in lower case. */
const COMMON = new Set(
  `
  password1234 password12345 password123456 password1234567 password12345678 password123456789 passwordpassword
  password123! password1234! password2024 password2025 password2026 mypassword123 mypassword1234 newpassword1
  newpassword123 changeme1234 changemenow1 changeme123456 p@ssword1234 p@ssw0rd1234 p@ssw0rd12345 passw0rd1234
  p@$$w0rd1234 letmein12345 letmein123456 letmeinplease welcome12345 welcome123456 welcome12345! administrator
  administrator1 admin1234567 admin12345678 admin123456789 adminadmin12 adminadminadmin qwerty123456 qwerty1234567
  qwerty12345678 qwerty123456789 qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyqwerty qwertyuiop[] qwe123qwe123
  qweasdzxc123 123qweasdzxc q1w2e3r4t5y6 1qaz2wsx3edc 1qaz2wsx3edc4rfv zaq12wsxcde3 123456qwerty 123456789qwerty
  asdfghjkl123 asdfghjkl1234 zxcvbnm12345 abc123abc123 abc123456789 abcd12345678 a123456789012 a1b2c3d4e5f6
  123456789abc 1234567890abc 123456abcdef abcdef123456 123123123123 121212121212 123321123321 112233445566
  123454321123 iloveyou1234 iloveyou12345 iloveyouiloveyou iloveyou123456 iloveyousomuch ilovemyfamily
  ilovemymother football1234 baseball1234 basketball12 basketball123 princess1234 sunshine1234 superman1234
  dragon123456 monkey123456 michael12345 charlie12345 jennifer1234 trustno1trustno1 starwars1234 pokemon12345
  minecraft123 minecraft1234 manchesterunited liverpoolfc1 manchester123 internet1234 computer1234 whatever1234
  unbelievable jesuschrist1 godisgood123 blessed12345 correcthorsebatterystaple thisismypassword
  mysecretpassword secret123456 testtesttest test12345678 test123456789 temporary123 defaultpassword guest1234567
  bazaar123456 bazaarbazaar
  `
    .trim()
    .split(/\s+/),
);
