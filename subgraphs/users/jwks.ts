import type { Express } from 'express';
import type { Jwks } from '#kernel/auth/keys.ts';

/** A new key is published this long before it signs, so that no verifier meets a token of a key it can't know. */
const CACHE_SECONDS = 300;

/** `GET /.well-known/jwks.json`: the public keys of access tokens (RFC 7517), for whoever wants to verify them. */
export const jwksRoute =
  (jwks: () => Jwks) =>
  (app: Express): void => {
    app.get('/.well-known/jwks.json', (_request, response) => {
      response
        .set('cache-control', `public, max-age=${CACHE_SECONDS}`)
        .type('application/jwk-set+json')
        .send(JSON.stringify(jwks()));
    });
  };
