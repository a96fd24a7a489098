import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { DEMO_PASSWORD, type Shop, startShop } from '#testing/shop.ts';
import { KNOWN_TYPES } from '#tools/check/runChecks.ts';
import { projectRoot } from '#tools/paths.ts';

const TEST_MS = 240_000;
const LEFT_OUT = ['node_modules', '.git', '.data'];

type Block = { readonly language: string; readonly text: string };

/** The blocks of a page that say what to do, in their order. */
async function blocksOf(page: string): Promise<Block[]> {
  const text = await readFile(join(projectRoot, page), 'utf8');
  return [...text.matchAll(/^```(sh|diff|graphql)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => {
    return { language, text };
  });
}

/** A copy of the project that may be changed. */
async function copyOfProject(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'bazaar-copy-'));
  onTestFinished(() => rm(copy, { recursive: true, force: true }));
  const filter = (source: string) => !LEFT_OUT.includes(relative(projectRoot, source).split(sep)[0] ?? '');
  await cp(projectRoot, copy, { recursive: true, filter });
  await symlink(join(projectRoot, 'node_modules'), join(copy, 'node_modules'));
  const known = join(projectRoot, KNOWN_TYPES);
  if (existsSync(known)) await cp(known, join(copy, KNOWN_TYPES));
  return copy;
}

/** Runs a command as a person would type it. @throws Error with what it said when it does not end with 0. */
function type(command: string, cwd: string, input = ''): Promise<void> {
  const env = { ...process.env, MONGODB_URI: inject('mongodbUri') };
  const child = spawn('bash', ['-c', command], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}:\n${said}`)),
    );
  });
}

type Answer = { readonly data?: Record<string, unknown>; readonly errors?: unknown };

async function ask(url: string, query: string, token = ''): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return (await response.json()) as Answer;
}

async function signIn(url: string): Promise<string> {
  const input = `{ email: "alice@bazaar.example", password: "${DEMO_PASSWORD}" }`;
  const login = `mutation { session: login(input: ${input}) { ... on Session { accessToken } } }`;
  const { data } = (await ask(url, login)) as { data: { session: { accessToken: string } } };
  return data.session.accessToken;
}

it('docs/extending.md, word by word, gives a subgraph and a worker', { timeout: TEST_MS }, async () => {
  const copy = await copyOfProject();
  const answers: Answer[] = [];
  let shop: Shop | undefined;
  try {
    for (const { language, text } of await blocksOf('docs/extending.md')) {
      if (language === 'diff') await type('git apply -', copy, text);
      else if (language === 'graphql') {
        // It stands behind `npm start`, or says to start the shop again.
        await shop?.dispose();
        shop = await startShop({ MONGODB_URI: inject('mongodbUri'), DATABASE_PREFIX: 'extended' }, [], copy);
        answers.push(await ask(shop.url, text, await signIn(shop.url)));
      } else {
        for (const command of text
          .trim()
          .split('\n')
          .filter((line) => line !== 'npm start'))
          await type(command, copy);
      }
    }
  } finally {
    await shop?.dispose();
  }

  const [written, read] = answers;
  const review = { text: 'Arrived in a day.' };
  expect(written).toMatchObject({ data: { addReview: { review: { ...review, owner: { name: 'Alice Example' } } } } });
  expect(read).toMatchObject({ data: { me: { name: 'Alice Example', reviews: [review] } } });
});
