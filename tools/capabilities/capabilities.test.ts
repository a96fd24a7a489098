import { describe, expect, it } from 'vitest';
import { gapsOf, missingRows, unproven } from './judgeTable.ts';
import { readTable } from './readTable.ts';

const TABLE = `
| row | what | operation or event | proven by |
| --- | --- | --- | --- |
| A1 | register | \`register\`, \`UserRegistered\` | [signs up](../subgraphs/users/users.test.ts), [gets \\[1\\]](../a/b.int.test.ts) |
| O10 | many at once | \`updateOrderStatuses\` | |
`;
const rows = readTable(TABLE);
const everything = { hasFile: () => true, hasName: () => true };
const test = { file: 'subgraphs/users/users.test.ts', fullName: 'register signs up', passed: true };

describe('the table of capabilities', () => {
  it('says which operations and tests stand for a row', () => {
    expect(rows).toEqual([
      {
        id: 'A1',
        operations: ['register', 'UserRegistered'],
        proofs: [
          { title: 'signs up', file: 'subgraphs/users/users.test.ts' },
          { title: 'gets [1]', file: 'a/b.int.test.ts' },
        ],
      },
      { id: 'O10', operations: ['updateOrderStatuses'], proofs: [] },
    ]);
  });

  it('has a gap where a row names no test, or something that is not there', () => {
    expect(gapsOf(rows, everything)).toEqual(['capability O10 names no test']);
    expect(gapsOf(rows, { hasFile: (file) => !file.startsWith('a/'), hasName: (name) => name !== 'register' })).toEqual(
      [
        'capability A1 names register, which is no field, type or event',
        'capability A1 names a/b.int.test.ts, which is no file',
        'capability O10 names no test',
      ],
    );
  });

  it('is not whole while a row is missing', () => {
    const missing = missingRows(rows);

    expect(missing).toHaveLength(30);
    expect(missing).toContain('capability A2 has no row');
    expect(missing).not.toContain('capability A1 has no row');
  });

  it('is not proven by a test that failed, was left out or is another file’s', () => {
    const second = { file: 'a/b.int.test.ts', fullName: 'gets [1]', passed: true };

    expect(unproven(rows, [test, second])).toEqual([]);
    expect(unproven(rows, [test, { ...second, passed: false }])).toEqual([
      'capability A1 is not proven: “gets [1]” of a/b.int.test.ts did not pass',
    ]);
    expect(unproven(rows, [{ ...test, file: 'other.test.ts' }, second])).toHaveLength(1);
  });
});
