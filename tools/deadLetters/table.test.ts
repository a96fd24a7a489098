import { expect, it } from 'vitest';
import type { Letter } from './shop.ts';
import { renderLetter, renderLetters, renderTable } from './table.ts';

const letter: Letter = {
  id: 'notification:reservations.v1/11/1234567',
  consumer: 'notification',
  topic: 'reservations.v1',
  key: '0b9b1c0e-2b0e-4a3e-9a43-6a4d9f1f0a11',
  kind: 'POISON',
  status: 'REPLAYING',
  reason: 'A_REASON_THAT_GOES_ON_AND_ON_BEYOND_ALL_REASON',
  message: 'red \u001b[31m\nand\u0007 loud',
  attempts: 5,
  stack: '0123456789abcdef',
  failedAt: '2030-01-01T12:00:00.000Z',
  recordedAt: '2030-01-01T12:00:02.000Z',
  origin: 'reservations.v1/11/1234567',
  requestId: null,
  traceparent: null,
  failedAgain: false,
  note: null,
  settledAt: null,
};

it('keeps each line within 100 signs, and each id whole', () => {
  const lines = renderLetters([letter, { ...letter, attempts: null, reason: null }]).split('\n');

  expect(lines.map(({ length }) => length).every((length) => length <= 100)).toBe(true);
  expect(lines[1]).toContain(`${letter.id}  REPLAYING  5      2030-01-01 12:00  0b9b1c0e…  A_REASON`);
  expect(lines[2]).toContain('REPLAYING  -  ');
});

it('gives columns the same start on each line', () => {
  expect(renderTable(['A', 'B'], [['long', 'x']])).toBe('A     B\nlong  x');
});

it('lets nothing through that a terminal would obey', () => {
  const shown = renderLetter({ ...letter, event: '{"type":\u001b[2J' });

  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  expect(shown).toContain('message      red  [31m and  loud');
  expect(shown).toContain('{"type": [2J');
});

it('shows the event indented', () => {
  expect(renderLetter({ ...letter, event: '{"type":"X"}' })).toContain('event\n{\n  "type": "X"\n}');
});
