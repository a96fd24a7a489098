import { describe, expect, it } from 'vitest';
import { whyUnfit, withoutCredentials } from './connect.ts';

describe('a MongoDB that the shop can run on', () => {
  it('is a member of a replica set, or a router of a cluster', () => {
    expect(whyUnfit({ setName: 'bazaar' })).toBeUndefined();
    expect(whyUnfit({ msg: 'isdbgrid' })).toBeUndefined();
  });

  it('is no server alone', () => {
    expect(whyUnfit({ isWritablePrimary: true })).toContain('no replica set');
  });
});

describe('the URI in a log line', () => {
  it.each([
    ['mongodb://user:secret@host/?replicaSet=rs', 'mongodb://…@host/?replicaSet=rs'],
    ['mongodb://user:se@cret@host/', 'mongodb://…@host/'],
    ['mongodb://user:se/cret@host/', 'mongodb://…@host/'],
    [
      'mongodb://host/?tlsCertificateKeyFilePassword=secret&tls=true',
      'mongodb://host/?tlsCertificateKeyFilePassword=…&tls=true',
    ],
    ['mongodb://127.0.0.1:4030/?replicaSet=bazaar', 'mongodb://127.0.0.1:4030/?replicaSet=bazaar'],
  ])('%s', (uri, logged) => {
    expect(withoutCredentials(uri)).toBe(logged);
  });
});
