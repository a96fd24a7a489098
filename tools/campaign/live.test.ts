import { describe, expect, it } from 'vitest';
import { Chronicle } from './chronicle.ts';
import { liveDisplay } from './live.ts';

/** A screen, and a clock that a test moves. */
function screen(isTTY: boolean) {
  const written: string[] = [];
  const time = { ms: 0 };
  const out = { isTTY, write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
  const live = liveDisplay({ expectedMs: 240_000, out, now: () => time.ms });
  const chronicle = new Chronicle();
  const show = (stage: string) => live.show({ chronicle, stage, customers: undefined });
  return { written, time, live, show, chronicle };
}

describe('the live display', () => {
  it('draws one block over the one before it where somebody looks', () => {
    const { written, time, show } = screen(true);
    show('links');
    time.ms = 1_000;
    show('links');

    expect(written[0]).toMatch(/^0:00 of about 4:00 {2}links\n/);
    expect(written[1]).toBe('\x1b[4A\x1b[J');
    expect(written[2]).toMatch(/^0:01/);
  });

  it('writes a line every few seconds into a file, and one for each new stage', () => {
    const { written, time, show } = screen(false);
    for (time.ms = 0; time.ms < 11_000; time.ms += 500) show('links');
    show('clock');

    expect(written.map((line) => line.slice(0, 4))).toEqual(['0:00', '0:05', '0:10', '0:11']);
    expect(written.join('')).not.toContain('\x1b');
  });

  it('keeps lines that stay above the block', () => {
    const { written, live, show, chronicle } = screen(true);
    chronicle.note({ kind: 'kill', target: 'orders' });
    show('links');
    live.say('orders ended');
    show('clock');

    expect(written.slice(1, 3)).toEqual(['\x1b[4A\x1b[J', 'orders ended\n']);
    expect(written[3]).toContain('faults 1, the last: kill orders');
  });
});
