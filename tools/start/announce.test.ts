import { expect, it, onTestFinished, vi } from 'vitest';
import { announce } from './announce.ts';

function said(production: boolean): string {
  const log = vi.spyOn(console, 'log').mockReturnValue();
  onTestFinished(() => log.mockRestore());
  const settings = { portBase: 4000, production, mailPreview: !production, demoPassword: 'a-long-demo-password' };
  announce(settings, { processes: false, seconds: 4 });
  return log.mock.calls.flat().join('\n');
}

it('a developer is told where everything is, and how to sign in', () => {
  const text = said(false);
  expect(text).toMatch(/explorer +http:\/\/localhost:4000\/\n +console +http:\/\/localhost:4000\/console\n/);
  expect(text).toMatch(/mails +http:\/\/localhost:4020\/\n +logins .*\n +password +a-long-demo-password/);
});

it('in production only what is there is named, and no password', () => {
  const text = said(true);
  expect(text).toContain('http://localhost:4000/graphql');
  expect(text).not.toMatch(/explorer|console|mails|password/);
});
