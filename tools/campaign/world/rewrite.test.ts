import { describe, expect, it } from 'vitest';
import { kafkaAddress, makeRewrite, textAddress } from './rewrite.ts';

describe('an address in a stream', () => {
  it('is replaced wherever the chunks end', () => {
    const text = 'a 127.0.0.1:30123 b 127.0.0.1:30123';
    for (let cut = 0; cut <= text.length; cut += 1) {
      const rewrite = makeRewrite(textAddress(30_123, 40_567));
      const parts = [text.slice(0, cut), text.slice(cut)].map((part) => rewrite.push(Buffer.from(part)));

      const out = Buffer.concat([...parts, rewrite.rest()]).toString();

      expect(out).toBe('a 127.0.0.1:40567 b 127.0.0.1:40567');
    }
  });

  it('is kept when it is another’s', () => {
    const rewrite = makeRewrite(kafkaAddress(9_092, 40_567));
    const other = Buffer.from('127.0.0.1\0\0\x23\x85', 'latin1');

    expect(Buffer.concat([rewrite.push(other), rewrite.rest()])).toEqual(other);
  });

  it('is replaced as Kafka writes it', () => {
    const rewrite = makeRewrite(kafkaAddress(9_092, 9_094));
    const written = (port: string) => Buffer.from(`\n127.0.0.1\0\0\x23${port}\0`, 'latin1');

    expect(rewrite.push(written('\x84'))).toEqual(written('\x86'));
  });

  it('can only become one of the same length', () => {
    expect(() => makeRewrite(textAddress(4_000, 40_000))).toThrow('lengths');
  });
});
