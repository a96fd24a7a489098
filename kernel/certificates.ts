import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';

/** In PEM format. */
export type Certificates = {
  /** Of authorities that may vouch for the other side, beside those that Node trusts anyway. */
  readonly ca: readonly string[];
  /** What is shown to a server that asks for it: a certificate with its chain, and its key. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
};

/** Make it once for many connections: it is not free. @throws Error for what OpenSSL can't read, or a key of another certificate. */
export const makeSecureContext = ({ ca, cert, key }: Certificates): SecureContext =>
  createSecureContext({
    ca: [...getCACertificates('default'), ...ca],
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  });

/**
 * All certificates of a PEM file, one by one: OpenSSL passes over whatever it can't read, and everything would be refused later on.
 *
 * @throws Error when there is none, or one can't be read.
 */
export function certificatesIn(pem: string): string[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0) throw new Error('has no certificate in it');
  for (const each of found) new X509Certificate(each);
  return found;
}
