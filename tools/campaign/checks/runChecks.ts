import type { Finding } from '../types.ts';
import { eventsPublished } from './eventsPublished.ts';
import type { Evidence } from './evidence.ts';
import { stockEquation } from './stockEquation.ts';

/** In this order, and under names that stay. */
const checks = [eventsPublished, stockEquation] as const;

/** What became of the promises. A check that can't even look at its evidence throws. */
export const runChecks = async (evidence: Evidence): Promise<Finding[]> => checks.map((check) => check(evidence));
