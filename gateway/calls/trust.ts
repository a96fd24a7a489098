import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
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
 * itself (with `NODE_EXTRA_CA_CERTS`, if it is set). Made once: it is not free.
 *
 * @throws AppError BAD_USER_INPUT (BAD_CONFIGURATION) for a file that can't be read or is none of this.
 */
export function trustIn({ ca, cert, key }: TrustFiles): SecureContext | undefined {
  if (ca.length === 0 && cert === undefined) return undefined;
  const own = ca.flatMap((file) => certificatesIn(file));
  return asSetting('subgraphs.tls', () =>
    createSecureContext({
      ca: [...getCACertificates('default'), ...own],
      ...(cert !== undefined && { cert: readFileSync(cert) }),
      ...(key !== undefined && { key: readFileSync(key) }),
    }),
  );
}

/** OpenSSL passes over whatever it can't read, and everything would be refused later on. */
function certificatesIn(file: string): string[] {
  return asSetting('subgraphs.tls.ca', () => {
    const found = readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    if (found.length === 0) throw new Error(`${file} has no certificate in it`);
    for (const pem of found) new X509Certificate(pem);
    return found;
  });
}

function asSetting<Made>(param: string, make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    throw badConfiguration([{ param, message: messageOf(error) }]);
  }
}
