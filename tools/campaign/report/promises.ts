import type { Promised } from '../types.ts';

/** In users' words; docs/reliability.md says more. */
export const promises: Readonly<Record<Promised, string>> = {
  V1: 'What was changed is told: every event is published, within 5 seconds of recovery.',
  V2: 'What an event causes in our databases happens once.',
  V3: 'Each mail arrives, and a second copy only where a sender died between the "yes" of the mail server and its note.',
  V4: 'Nothing is sold that is not there, and the stock adds up.',
  V5: 'All lines of an order are held, or none.',
  V6: 'Every order comes to an end, and an end stays.',
  V7: 'Money is taken once at most, and ends in a paid order or goes back.',
  V8: 'The events of one thing are applied in their order, without a gap.',
  V9: 'An event that can not be handled is put aside; the others flow on.',
  V10: 'What was confirmed stays. The same request twice has the same answer.',
  V11: 'Who watches sees every change, in order, also after a break.',
  V12: 'A process that is asked to stop does so within 10 seconds, and nothing is repeated.',
};
