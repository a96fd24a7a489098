import jwt from 'jsonwebtoken';

/** What a token says of itself before it is verified (RFC 7515, section 4). Undefined for what is none. */
export function tokenHeader(token: string): jwt.JwtHeader | undefined {
  try {
    return jwt.decode(token, { complete: true })?.header;
  } catch {
    // The library reads the payload too, and throws what it meets there.
    return undefined;
  }
}
