import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { badConfiguration, type Environment } from '#kernel/config.ts';
import { AppError, messageOf, type Reason } from '#kernel/errors.ts';
import { type Settings, settings } from './settings.ts';

type Tree = Record<string, unknown>;

const PREFIX = 'GATEWAY_';

/**
 * Settings from a file (YAML or JSON), the environment and flags; a later one wins. `cost.max` of the file is
 * `GATEWAY_COST_MAX` in the environment, written as in the file.
 *
 * @throws AppError BAD_USER_INPUT (BAD_CONFIGURATION) with one line for every setting that needs a change.
 */
export function readSettings(file: string | undefined, env: Environment, flags: Tree): Settings {
  const raw: Tree = file === undefined ? {} : readFile(file);
  const reasons = addVariables(raw, env);
  Object.assign(raw, flags);
  const { data, error } = settings.safeParse(raw);
  const issues = error?.issues.map(reasonOf) ?? [];
  if (data && reasons.length === 0) return data;
  throw badConfiguration([...reasons, ...issues], 'settings');
}

function readFile(file: string): Tree {
  try {
    const content: unknown = parse(readFileSync(file, 'utf8')) ?? {};
    if (isTree(content)) return content;
    throw new Error('it must have settings by their names');
  } catch (error) {
    const message = `the settings ${file} can't be read: ${messageOf(error)}`;
    throw new AppError('BAD_USER_INPUT', 'BAD_CONFIGURATION', message, { cause: error });
  }
}

/** @returns what is wrong with variables that look like settings. */
function addVariables(raw: Tree, env: Environment): Reason[] {
  const paths = new Map(settingPaths(settings).map((path) => [variableOf(path), path]));
  const given = Object.entries(env).filter(([name, value]) => name.startsWith(PREFIX) && value !== '');
  return given.flatMap(([name, value]) => {
    const path = paths.get(name);
    if (!path) return [{ param: name, message: 'is no setting; see --help' }];
    try {
      put(raw, path, parse(value ?? ''));
      return [];
    } catch (error) {
      return [{ param: name, message: messageOf(error) }];
    }
  });
}

/** `['tokens', 'jwksUrl']` → `GATEWAY_TOKENS_JWKS_URL` */
export const variableOf = (path: readonly string[]): string =>
  PREFIX + path.map((name) => name.replace(/[A-Z]/g, '_$&').toUpperCase()).join('_');

/** Where settings are, groups and the settings in them. */
export function settingPaths(schema: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inner = unwrapped(schema);
  const own = path.length === 0 ? [] : [path];
  if (!(inner instanceof z.ZodObject)) return own;
  const below = Object.entries(inner.shape).flatMap(([name, child]) => settingPaths(child, [...path, name]));
  return [...own, ...below];
}

/** What an optional setting, or one with a default, is when it is there. */
export function unwrapped(schema: unknown): unknown {
  const isWrapper =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return isWrapper ? unwrapped(schema.unwrap()) : schema;
}

function put(tree: Tree, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    tree[name] = value;
    return;
  }
  const child = tree[name];
  const next: Tree = isTree(child) ? child : {};
  tree[name] = next;
  put(next, rest, value);
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

const reasonOf = ({ path, message }: z.core.$ZodIssue): Reason => ({ param: path.join('.') || 'settings', message });
