import { launch, newPage } from './launch.ts';

/** The explorer as a person uses it, by what is to be seen on it. */
export async function openExplorer(executablePath: string, url: string) {
  const browser = await launch(executablePath);
  const { page, complaints } = await newPage(browser, url);
  await page.goto(url);
  const run = page.locator('.graphiql-execute-button');
  await run.waitFor();
  return {
    page,
    /** What the browser's console would show in red, and every request to somewhere else. */
    complaints,
    close: () => browser.close(),
    signInAs: async (name: string) => {
      await page.locator('#accounts').getByRole('button', { name, exact: true }).click();
      await page.locator('#who', { hasText: `signed in as ${name}` }).waitFor();
    },
    /** Opens a ready-made operation and runs it. */
    run: async (title: string) => {
      await page
        .locator('.story')
        .getByRole('button')
        .filter({ has: page.getByText(title, { exact: true }) })
        .click();
      await page.locator('.graphiql-tab-active').waitFor();
      await run.click();
    },
    /** Waits until the answer has this text. */
    answer: (text: string) => page.locator('.result-window', { hasText: text }).waitFor(),
    /** Waits until the live panel has an event with this text. */
    liveEvent: (text: string) => page.locator('.live summary', { hasText: text }).first().waitFor(),
    /** Opens the panel under the editor. @returns what it says of the last operation, fetch by fetch. */
    plan: async () => {
      const panel = page.locator('.plan');
      await panel.locator('> summary').click();
      await panel.locator('#plan-tree summary').first().waitFor();
      return {
        title: await panel.locator('#plan-of').textContent(),
        timings: await panel.locator('#timings li').allInnerTexts(),
        fetches: await panel.locator('#plan-tree summary').allInnerTexts(),
      };
    },
    liveEvents: () => page.locator('.live summary').allInnerTexts(),
  };
}
