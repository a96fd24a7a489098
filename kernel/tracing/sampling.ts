import { isSampled } from '../traceparent.ts';
import type { SamplerName } from './variables.ts';

type Asked = {
  readonly traceId: string;
  /** Of what the span follows from. */
  readonly parent: string | undefined;
  readonly isForeign: boolean;
};

/** Whether a span that begins in this service is recorded; its children follow it. */
export type Sampling = (asked: Asked) => boolean;

export function makeSampling(name: SamplerName, ratio: number): Sampling {
  const isParentBased = name.startsWith('parentbased_');
  const ofTrace = decisions[name.replace('parentbased_', '')] ?? decisions['always_on'];
  return ({ traceId, parent, isForeign }) =>
    isParentBased && parent !== undefined && !isForeign ? isSampled(parent) : (ofTrace?.(traceId, ratio) ?? true);
}

const decisions: Readonly<Record<string, (traceId: string, ratio: number) => boolean>> = {
  always_on: () => true,
  always_off: () => false,
  // The last 56 bits are the random ones (https://www.w3.org/TR/trace-context-2/#random-trace-id-flag); every service comes to
  // the same decision by them.
  traceidratio: (traceId, ratio) => Number.parseInt(traceId.slice(-13), 16) < ratio * 16 ** 13,
};
