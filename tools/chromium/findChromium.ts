import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Environment } from '#kernel/config.ts';
import { AppError, messageOf } from '#kernel/errors.ts';
import { runCommand } from '../processes/command.ts';
import { onPath } from '../processes/onPath.ts';
import type { Say } from '../processes/progress.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'] as const;

/**
 * A Chromium or Chrome: on the PATH, downloaded by Playwright, or (as root on Debian) installed now.
 *
 * @throws AppError UNAVAILABLE (NO_CHROMIUM) with what was tried, on one line.
 */
export async function findChromium(env: Environment, say: Say): Promise<string> {
  const tried: string[] = [];
  for (const find of [() => onPath(NAMES, env), () => fromPlaywright(say), () => fromDebian(env, say)]) {
    try {
      const path = await find();
      if (path) return path;
    } catch (error) {
      tried.push(messageOf(error));
    }
  }
  const advice = 'put chromium or google-chrome on the PATH';
  throw new AppError('UNAVAILABLE', 'NO_CHROMIUM', `no Chromium to be had: ${advice} (tried: ${tried.join('; ')})`);
}

async function fromPlaywright(say: Say): Promise<string> {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  if (existsSync(path)) return path;
  say("trying Playwright's Chromium …");
  const cli = createRequire(import.meta.url).resolve('playwright-core/cli.js');
  await runCommand(process.execPath, [cli, 'install', 'chromium']);
  return path;
}

async function fromDebian(env: Environment, say: Say): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !onPath(['apt-get'], env)) {
    throw new AppError('UNAVAILABLE', 'NO_CHROMIUM', "Debian's package needs root and apt-get");
  }
  say("installing Debian's chromium …");
  await runCommand('apt-get', ['update']);
  await runCommand('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
  return onPath(NAMES, env);
}
