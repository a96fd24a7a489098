import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { type Environment, loadConfig, mongoVariables, processVariables } from './config.ts';

const schema = z.object({ ...processVariables, ...mongoVariables, SMTP_PASS: z.string().min(1).optional() });
const load = (env: Environment) => loadConfig(schema, env);

function secretFile(content: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'bazaar-secret-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, 'secret'), content);
  return join(dir, 'secret');
}

describe('loadConfig', () => {
  it('needs nothing on a developer machine', () => {
    expect(load({})).toMatchObject({
      NODE_ENV: 'development',
      PORT_BASE: 4000,
      MONGODB_URI: 'mongodb://127.0.0.1:4030/?replicaSet=bazaar',
      DATABASE_PREFIX: 'bazaar',
    });
  });

  it('reads text as what it stands for, and ignores variables of others', () => {
    expect(load({ PORT_BASE: '5000', PATH: '/bin' })).toMatchObject({ PORT_BASE: 5000 });
    expect(load({ PATH: '/bin' })).not.toHaveProperty('PATH');
  });

  it('takes an empty variable for one that is not set', () => {
    expect(load({ PORT_BASE: '', SMTP_PASS: '' })).toMatchObject({ PORT_BASE: 4000 });
    expect(load({ SMTP_PASS: '' }).SMTP_PASS).toBeUndefined();
  });

  it('names every bad variable, one a line, and never shows a value', () => {
    const env = { PORT_BASE: 'seventy', MONGODB_URI: 'http://user:secret@db', DATABASE_PREFIX: 'No Spaces' };

    const bad = expect.objectContaining({
      code: 'BAD_USER_INPUT',
      reason: 'BAD_CONFIGURATION',
      reasons: ['PORT_BASE', 'MONGODB_URI', 'DATABASE_PREFIX'].map((param) => ({ param, message: expect.any(String) })),
      message: expect.stringMatching(/^these .*:\n {2}PORT_BASE: .*\n {2}MONGODB_URI: .*\n {2}DATABASE_PREFIX: .*$/),
    });
    expect(() => load(env)).toThrow(bad);
    expect(() => load(env)).not.toThrow(/secret/);
  });

  it('reads a mounted secret, without the line break at its end', () => {
    expect(load({ SMTP_PASS_FILE: secretFile('s3cret\n') }).SMTP_PASS).toBe('s3cret');
  });

  it('prefers the variable itself to its file', () => {
    expect(load({ SMTP_PASS: 'direct', SMTP_PASS_FILE: secretFile('mounted') }).SMTP_PASS).toBe('direct');
  });

  it('names a file that can not be read together with the other bad variables', () => {
    expect(() => load({ SMTP_PASS_FILE: '/nowhere/secret', PORT_BASE: '0' })).toThrow(
      expect.objectContaining({
        reasons: [
          { param: 'SMTP_PASS_FILE', message: expect.stringContaining('/nowhere/secret') },
          { param: 'PORT_BASE', message: expect.any(String) },
        ],
      }),
    );
  });
});
