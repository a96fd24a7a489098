import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { writePreviews } from './writePreviews.ts';

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'bazaar-previews-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return join(dir, 'made');
}

it('writes every mail in every language as a page and as text, and an index of all', async () => {
  const out = await folder();

  const previews = await writePreviews({ out, languages: ['en', 'ro'] });

  const files = await readdir(out);
  expect(files.length).toBe(previews.length * 2 + 1);
  const index = await readFile(join(out, 'index.html'), 'utf8');
  for (const { name, subject } of previews) {
    expect(files).toEqual(expect.arrayContaining([`${name}.html`, `${name}.txt`]));
    expect(index).toContain(`src="${name}.html"`);
    expect(index).toContain(subject);
  }
  const templates = previews.map(({ template }) => template);
  expect(templates).toEqual(
    expect.arrayContaining(['UserRegistered', 'PasswordResetRequested', 'OrderPaid', 'PaymentRefunded']),
  );
});

it('writes what was asked for only, and names what there is when that is unknown', async () => {
  const out = await folder();

  const previews = await writePreviews({ out, template: 'OrderPaid', languages: ['ro'] });

  expect(previews.map(({ name }) => name)).toEqual(['OrderPaid.ro', 'OrderPaid.free.ro']);
  await expect(writePreviews({ out, template: 'OrderEaten', languages: ['ro'] })).rejects.toThrow(/OrderPaid/);
});

it('leads to the pages of the shop where it has any', async () => {
  const out = await folder();

  await writePreviews({ out, template: 'PasswordResetRequested', languages: ['en'], shopUrl: 'https://shop.example' });

  const html = await readFile(join(out, 'PasswordResetRequested.en.html'), 'utf8');
  expect(html).toContain('href="https://shop.example/reset-password?token=');
});
