import type { BrowserContextOptions } from 'playwright-core';
import { launch, newPage } from './launch.ts';

/** The console as a developer uses it, by what is to be seen on it. */
export async function openConsole(executablePath: string, url: string, options: BrowserContextOptions = {}) {
  const browser = await launch(executablePath);
  const { page, complaints } = await newPage(browser, url, options);
  await page.goto(url);
  const section = (name: string) => page.getByRole('region', { name, exact: true });
  return {
    page,
    complaints,
    close: () => browser.close(),
    section,
    signIn: async () => {
      await page.getByRole('button', { name: 'Sign in as the demo admin' }).click();
      await section('Health').waitFor();
    },
    /** Waits until the line at the top says it. */
    line: (text: string) => page.locator('#line', { hasText: text }).waitFor(),
    /** Waits until a section says it. */
    says: (name: string, text: string | RegExp) => section(name).getByText(text).first().waitFor(),
    /** How many orders the picture shows at a status, once it does. */
    countAt: async (status: string) =>
      Number(await page.locator(`[data-status=${status}] .count`, { hasText: /\d/ }).textContent()),
    confirm: (verb: string) => page.locator('dialog[open]').getByRole('button', { name: verb }).click(),
  };
}

export type ConsolePage = Awaited<ReturnType<typeof openConsole>>;
