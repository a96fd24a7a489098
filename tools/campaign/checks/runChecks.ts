import type { Finding } from '../types.ts';
import { acknowledgedIsDurable, answersAsPromised, oneOrderPerKey, viewsEqualReplay } from './acknowledged.ts';
import { deadLettersExpected, otherKeysFlowOn } from './deadLetters.ts';
import { drainsInTime } from './drainsInTime.ts';
import { effectsOnce } from './effectsOnce.ts';
import { eventsPublished } from './eventsPublished.ts';
import type { Evidence } from './evidence.ts';
import { mailsExpected } from './mailsExpected.ts';
import { onlyCommitted } from './onlyCommitted.ts';
import { lawfulHistories, ordersEndInTime, ordersFinished } from './orderLives.ts';
import { authorisationsClosed, capturesAccounted, oneCapture } from './payments.ts';
import { sequencesInOrder } from './sequencesInOrder.ts';
import { stockEquation } from './stockEquation.ts';
import { allLinesOrNone, stockOfOrders } from './stockOfOrders.ts';
import { streamsComplete } from './streamsComplete.ts';

/** By promise; the names in their findings stay. */
const checks: readonly ((evidence: Evidence) => Finding)[] = [
  eventsPublished,
  onlyCommitted,
  effectsOnce,
  mailsExpected,
  stockEquation,
  stockOfOrders,
  allLinesOrNone,
  ordersFinished,
  ordersEndInTime,
  lawfulHistories,
  oneCapture,
  capturesAccounted,
  authorisationsClosed,
  sequencesInOrder,
  deadLettersExpected,
  otherKeysFlowOn,
  acknowledgedIsDurable,
  oneOrderPerKey,
  answersAsPromised,
  viewsEqualReplay,
  streamsComplete,
  drainsInTime,
];

/** What became of the promises, in the order of V1 to V12. A check without a matter (nothing was drained) is left out. */
export const runChecks = async (evidence: Evidence): Promise<Finding[]> =>
  checks
    .map((check) => check(evidence))
    .filter(({ check, looked }) => matters[check]?.(evidence.injuries, looked) ?? true);

/** What is not in every campaign. */
const matters: Readonly<Record<string, (injuries: Evidence['injuries'], looked: number) => boolean>> = {
  'other-keys-flow-on': ({ poison }) => poison.length > 0,
  'drains-in-time': ({ drains }) => drains.length > 0,
  // Where faults follow each other nobody has a healthy minute to end in.
  'orders-end-in-time': (_, looked) => looked > 0,
};

/** The checks that one campaign or leg may have no matter for. */
export const sometimesLeftOut: readonly string[] = Object.keys(matters);
