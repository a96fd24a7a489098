import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** What a browser does with the Push API: keys of its own, and the decryption of RFC 8291. */
export function newBrowser(endpoint: string) {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  const auth = randomBytes(16);
  const decrypt = (message: Buffer): string => {
    const [salt, senderKey] = [message.subarray(0, 16), message.subarray(21, 86)];
    const shared = keys.computeSecret(senderKey);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), senderKey]);
    const secret = Buffer.from(hkdfSync('sha256', shared, auth, info, 32));
    const derive = (name: string, length: number) =>
      Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${name}\0`, length));
    const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
    const sealed = message.subarray(86);
    decipher.setAuthTag(sealed.subarray(-16));
    const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return padded.subarray(0, padded.lastIndexOf(2)).toString();
  };
  const subscription = { endpoint, p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') };
  return { subscription, decrypt };
}
