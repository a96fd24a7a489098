import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** In PEM format. */
export type Certificate = { readonly cert: string; readonly key: string };

type Issuer = Certificate & { readonly name: string; readonly privateKey: KeyObject };

/** A certificate authority of its own, which signs by ECDSA. Certificates last for a day around now. */
export function testAuthority(name: string): Issuer & { issue(...hosts: readonly string[]): Certificate } {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const self = { name, privateKey: keys.privateKey };
  const extensions = sequence(oid('551d13'), TRUE, octets(sequence(TRUE))); // basicConstraints, critical: cA
  const cert = certificate({ subject: name, publicKey: keys.publicKey, extensions, issuer: self });
  return { ...self, cert, key: pemOf(keys.privateKey), issue: (...hosts) => issued(hosts, self) };
}

function issued(hosts: readonly string[], issuer: Pick<Issuer, 'name' | 'privateKey'>): Certificate {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const names = hosts.map((host) =>
    isIPv4(host) ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host)),
  );
  const extensions = sequence(oid('551d11'), octets(sequence(...names))); // subjectAltName
  const cert = certificate({ subject: hosts[0] ?? '', publicKey: keys.publicKey, extensions, issuer });
  return { cert, key: pemOf(keys.privateKey) };
}

type Content = {
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly extensions: Buffer;
  readonly issuer: Pick<Issuer, 'name' | 'privateKey'>;
};

let serials = 0;
const HALF_A_DAY_MS = 12 * 3_600_000;

/** X.509, version 3: https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
function certificate({ subject, publicKey, extensions, issuer }: Content): string {
  serials += 1;
  const algorithm = sequence(oid('2a8648ce3d040302')); // ecdsa-with-SHA256
  const content = sequence(
    der(0xa0, integer(2)),
    integer(serials),
    algorithm,
    nameOf(issuer.name),
    sequence(time(Date.now() - HALF_A_DAY_MS), time(Date.now() + HALF_A_DAY_MS)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extensions)),
  );
  const signature = sign('sha256', content, issuer.privateKey);
  const bytes = sequence(content, algorithm, der(0x03, Buffer.from([0]), signature));
  return `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

/** Tag, length and content: https://www.itu.int/rec/T-REC-X.690 */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const TRUE = der(0x01, Buffer.from([0xff]));
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const integer = (value: number): Buffer => der(0x02, Buffer.from([value]));
const octets = (content: Buffer): Buffer => der(0x04, content);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const time = (ms: number): Buffer =>
  der(0x17, Buffer.from(`${new Date(ms).toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));
/** One common name. */
const nameOf = (text: string): Buffer => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text)))));
const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
