import { describe, expect, it } from 'vitest';
import { failuresOf, readSubgraphError } from './errors.ts';

const asShown = (raw: unknown) => failuresOf(readSubgraphError(raw), 'request-1')[0];

describe('an error of a subgraph', () => {
  it('in the one format passes as it is', () => {
    const extensions = { code: 'CONFLICT', reason: 'STALE', retryable: true, reasons: [{ message: 'm', param: 'p' }] };
    expect(asShown({ message: 'changed meanwhile', path: ['a', 0], extensions })).toEqual({
      message: 'changed meanwhile',
      path: ['a', 0],
      extensions: { ...extensions, requestId: 'request-1' },
    });
  });

  it('of another make keeps its code and message, brought into the one format', () => {
    expect(
      asShown({ message: 'Limit reached', extensions: { code: 'RATE_LIMITED', exception: { host: 'db7' } } }),
    ).toEqual({
      message: 'Limit reached',
      extensions: {
        code: 'RATE_LIMITED',
        reason: 'RATE_LIMITED',
        retryable: true,
        reasons: [],
        requestId: 'request-1',
      },
    });
  });

  it.each([
    { message: 'connect ECONNREFUSED 10.0.0.7' },
    { message: 'ECONNREFUSED', extensions: { code: 'INTERNAL_SERVER_ERROR', stacktrace: ['at db.js'] } },
    { message: 'ECONNREFUSED', extensions: { code: 'INTERNAL' } },
    { message: 'ECONNREFUSED', extensions: { code: 500 } },
    { message: 'ECONNREFUSED', extensions: null },
    { message: 'ECONNREFUSED', extensions: { code: 'UNAUTHENTICATED', reason: 'INVALID_CALL_CREDENTIAL' } },
    'ECONNREFUSED',
    null,
  ])('that says nothing a client could act on is masked: %j', (raw) => {
    const shown = asShown(raw);
    expect(shown?.extensions).toMatchObject({ code: 'INTERNAL', reason: 'INTERNAL' });
    expect(JSON.stringify(shown)).not.toMatch(/ECONNREFUSED|db/);
  });
});
