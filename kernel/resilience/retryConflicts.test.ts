import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { retryConflicts } from './retryConflicts.ts';

const conflict = () => new AppError('CONFLICT', 'VERSION_CONFLICT', 'somebody was faster');

describe('retryConflicts', () => {
  it('runs again with the same arguments until it gets through', async () => {
    let failures = 3;
    const run = retryConflicts(async (name: string) => {
      if (failures-- > 0) throw conflict();
      return `hello ${name}`;
    });

    expect(await run('Ana')).toBe('hello Ana');
  });

  it('gives up after five attempts', async () => {
    let runs = 0;
    const run = retryConflicts(async () => {
      runs += 1;
      throw conflict();
    });

    await expect(run()).rejects.toMatchObject({ reason: 'VERSION_CONFLICT' });
    expect(runs).toBe(5);
  });

  it('passes any other error on at once', async () => {
    let runs = 0;
    const run = retryConflicts(async () => {
      runs += 1;
      throw new AppError('REFUSED', 'ORDER_EXPIRED', 'too late');
    });

    await expect(run()).rejects.toMatchObject({ reason: 'ORDER_EXPIRED' });
    expect(runs).toBe(1);
  });
});
