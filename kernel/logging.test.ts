import { describe, expect, it } from 'vitest';
import { withCallContext } from './callContext.ts';
import { AppError } from './errors.ts';
import { makeLogger } from './logging.ts';

function logOf(level = 'info') {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const logger = makeLogger({ name: 'orders', level, format: 'json', destination });
  return { logger, lines, records: () => lines.map((line) => JSON.parse(line)) };
}

describe('the log', () => {
  it('has one line of JSON for each record', () => {
    const { logger, lines, records } = logOf();

    logger.info({ orderId: 'o1' }, 'line one\nline two');

    expect(lines).toHaveLength(1);
    expect(lines[0]?.trim()).not.toContain('\n');
    const [{ time, ...record }] = records();
    expect(record).toEqual({ level: 'info', service: 'orders', orderId: 'o1', msg: 'line one\nline two' });
    expect(new Date(time).toISOString()).toBe(time);
  });

  it('says for which request a line is, and where its trace is found', () => {
    const { logger, records } = logOf();
    const requestId = '6f3b7a52-1c55-4a0e-9d0b-0c6f1f6a2b11';
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

    withCallContext({ requestId, traceparent }, () => logger.info('within a trace'));
    withCallContext({ requestId }, () => logger.info({ requestId }, 'within a request'));
    logger.info({ requestId }, 'about a request');
    logger.info('about none');

    const of = records().map((record) => [record.requestId, record.traceId]);
    const own = requestId.replaceAll('-', '');
    expect(of).toEqual([
      [requestId, '0af7651916cd43dd8448eb211c80319c'],
      [requestId, own],
      [requestId, own],
      [undefined, undefined],
    ]);
  });

  it('leaves out what is below its level', () => {
    const { logger, lines } = logOf('warn');

    logger.info('quiet');
    logger.warn('loud');

    expect(lines).toHaveLength(1);
  });

  it.each(['password', 'accessToken', 'refreshToken', 'token', 'paymentToken', 'authorization', 'cookie'])(
    'never shows a %s, up to two levels deep',
    (secret) => {
      const { logger, lines } = logOf();

      logger.info({ [secret]: 's3cret', input: { [secret]: 's3cret', card: { [secret]: 's3cret' } } });

      expect(lines.join('')).not.toContain('s3cret');
      expect(lines.join('')).toContain('[redacted]');
    },
  );

  it('never shows a call credential', () => {
    const { logger, lines } = logOf();

    logger.info({ headers: { 'x-bazaar-call': 's3cret', 'x-request-id': 'r1' } });

    expect(lines.join('')).not.toContain('s3cret');
    expect(lines.join('')).toContain('r1');
  });

  it('tells of an error by code, reason, message and cause', () => {
    const { logger, records } = logOf();

    const cause = new Error('socket hang up');
    logger.error({ err: new AppError('UNAVAILABLE', 'SERVICE_UNREACHABLE', 'products does not answer', { cause }) });

    const [{ err }] = records();
    expect(err).toMatchObject({ code: 'UNAVAILABLE', reason: 'SERVICE_UNREACHABLE', type: 'AppError' });
    expect(err.message).toContain('products does not answer');
    expect(err.stack).toContain('socket hang up');
  });
});
