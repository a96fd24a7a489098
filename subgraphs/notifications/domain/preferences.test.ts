import { describe, expect, it } from 'vitest';
import { choicesOf, decideChange, enabledChannels } from './preferences.ts';

describe('preferences', () => {
  it('are all on until something is switched off', () => {
    expect(choicesOf([])).toHaveLength(12);
    expect(choicesOf([]).every(({ enabled }) => enabled)).toBe(true);
    expect(enabledChannels(['PAYMENTS:EMAIL', 'ACCOUNT:PUSH'], 'PAYMENTS')).toEqual(['IN_APP', 'PUSH', 'WEBHOOK']);
  });

  it('let everything be switched off but the mails about the account', () => {
    const off = (category: 'ACCOUNT' | 'PAYMENTS', channel: 'EMAIL' | 'PUSH') =>
      ({ category, channel, enabled: false }) as const;

    expect(decideChange([off('ACCOUNT', 'PUSH'), off('PAYMENTS', 'EMAIL')])).toEqual({
      off: ['ACCOUNT:PUSH', 'PAYMENTS:EMAIL'],
      on: [],
    });
    expect(() => decideChange([off('PAYMENTS', 'EMAIL'), off('ACCOUNT', 'EMAIL')])).toThrow(
      expect.objectContaining({
        reason: 'MANDATORY_NOTIFICATION',
        reasons: [expect.objectContaining({ param: 'choices.1' })],
      }),
    );
    expect(choicesOf([]).filter(({ mandatory }) => mandatory)).toMatchObject([
      { category: 'ACCOUNT', channel: 'EMAIL' },
    ]);
  });
});
