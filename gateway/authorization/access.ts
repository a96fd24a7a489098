import { unreachable } from '#kernel/errors.ts';
import type { Rule } from './rules.ts';

/** What a caller may do, as the rules of a supergraph ask for it. */
export type Access = {
  /** A token was presented, and it is good. */
  readonly authenticated: boolean;
  readonly scopes: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
  /** Of the verified token, by name. */
  readonly claims: Readonly<Record<string, unknown>>;
};

export const noAccess: Access = { authenticated: false, scopes: new Set(), policies: new Set(), claims: {} };

export function isMetBy({ authenticated, scopes, policies }: Access, rule: Rule): boolean {
  switch (rule.kind) {
    case 'authenticated':
      return authenticated;
    case 'scopes':
      return rule.anyOf.some((all) => all.every((scope) => scopes.has(scope)));
    case 'policies':
      return rule.anyOf.some((all) => all.every((policy) => policies.has(policy)));
    default:
      return unreachable(rule);
  }
}

/**
 * Decides about policies that no claim tells: asked with those that an operation depends on, before it is planned. What it
 * does not return is denied; so is everything when it fails.
 */
export type DecidePolicies = (policies: readonly string[], access: Access) => Promise<readonly string[]>;

/** A claim of names, as OAuth 2 writes scopes (RFC 8693, section 4.2): parted by spaces, or as a list. */
export function namesIn(claim: unknown): readonly string[] {
  if (typeof claim === 'string') return claim.split(' ').filter((name) => name !== '');
  return Array.isArray(claim) ? claim.filter((name) => typeof name === 'string') : [];
}
