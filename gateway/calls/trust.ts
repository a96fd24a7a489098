import { readFileSync } from 'node:fs';
import type { SecureContext } from 'node:tls';
import { certificatesIn, makeSecureContext } from '#kernel/certificates.ts';
import { badConfiguration } from '#kernel/config.ts';
import { messageOf } from '#kernel/errors.ts';

/** Files in PEM format. */
export type TrustFiles = {
  /** Certificates of authorities that may vouch for subgraphs, beside those that Node trusts anyway. */
  readonly ca: readonly string[];
  /** What the gateway shows to subgraphs that ask for it: a certificate with its chain, and its key. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
};

/**
 * Whom the gateway believes to be a subgraph behind `https:`, and how it proves to be itself. Undefined for what Node does by
 * itself (with `NODE_EXTRA_CA_CERTS`, if it is set).
 *
 * @throws AppError BAD_USER_INPUT (BAD_CONFIGURATION) for a file that can't be read or is none of this.
 */
export function trustIn({ ca, cert, key }: TrustFiles): SecureContext | undefined {
  if (ca.length === 0 && cert === undefined) return undefined;
  const own = ca.flatMap((file) => asSetting('subgraphs.tls.ca', () => certificatesOf(file)));
  return asSetting('subgraphs.tls', () => makeSecureContext({ ca: own, cert: read(cert), key: read(key) }));
}

function certificatesOf(file: string): string[] {
  const pem = readFileSync(file, 'utf8');
  try {
    return certificatesIn(pem);
  } catch (error) {
    throw new Error(`${file} ${messageOf(error)}`, { cause: error });
  }
}

const read = (file: string | undefined): string | undefined =>
  file === undefined ? undefined : readFileSync(file, 'utf8');

function asSetting<Made>(param: string, make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    throw badConfiguration([{ param, message: messageOf(error) }]);
  }
}
