import { describe, expect, it } from 'vitest';
import { testAuthority } from '#testing/certificates.ts';
import { securityOf } from './security.ts';

const authority = testAuthority('ours');
const { cert, key } = authority.issue('shop');
const login = { KAFKA_SASL: 'scram-sha-512', KAFKA_USER: 'shop', KAFKA_PASS: 'secret' } as const;

describe('what the variables make of a connection to Kafka', () => {
  it('is nothing without them', () => {
    expect(securityOf({ KAFKA_TLS: false })).toEqual({});
  });

  it('is TLS, a certificate and a login', () => {
    const security = securityOf({
      KAFKA_TLS: true,
      KAFKA_CA: authority.cert,
      KAFKA_CERT: cert,
      KAFKA_KEY: key,
      ...login,
    });

    expect(security).toEqual({
      ssl: { secureContext: expect.anything() },
      sasl: { mechanism: 'scram-sha-512', username: 'shop', password: 'secret' },
    });
  });

  it.each([
    ['an authority without TLS', { KAFKA_CA: authority.cert }, ['KAFKA_CA']],
    ['a certificate without its key', { KAFKA_TLS: true, KAFKA_CERT: cert }, ['KAFKA_KEY']],
    ['the key of another certificate', { KAFKA_TLS: true, KAFKA_CERT: cert, KAFKA_KEY: authority.key }, ['KAFKA_CERT']],
    ['a file of authorities without one', { KAFKA_TLS: true, KAFKA_CA: 'nothing' }, ['KAFKA_CA']],
    ['a password alone', { KAFKA_PASS: 'secret' }, ['KAFKA_SASL', 'KAFKA_USER']],
    [
      'a login without a password',
      { KAFKA_SASL: 'plain', KAFKA_TLS: true, KAFKA_USER: 'shop' } as const,
      ['KAFKA_PASS'],
    ],
    ['a password that all could read', { ...login, KAFKA_SASL: 'plain' } as const, ['KAFKA_TLS']],
  ])('is an error for %s', (_, variables, params) => {
    const reasons = params.map((param) => expect.objectContaining({ param }));

    expect(() => securityOf(variables)).toThrow(expect.objectContaining({ reason: 'BAD_CONFIGURATION', reasons }));
  });
});
