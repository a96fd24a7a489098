import type { Scenario } from '../types.ts';
import { brokerAway, brokerRestarts } from './broker.ts';
import { clock } from './clock.ts';
import { crashPoints } from './crashPoints.ts';
import { flashSale } from './flashSale.ts';
import { mongodFreezes, mongodKills, randomKills } from './kills.ts';
import { badLinks } from './links.ts';
import { mailServer, provider } from './outsiders.ts';
import { poison } from './poison.ts';
import { repeats } from './repeats.ts';
import { rollingRestart } from './rollingRestart.ts';

/**
 * In the order in which a campaign goes through them. What repeats all events comes early, when they are few; what leaves the shop
 * in peace comes last, since how late events are in a healthy shop is measured behind it.
 */
export const allScenarios: readonly Scenario[] = [
  crashPoints,
  repeats,
  randomKills,
  mongodKills,
  mongodFreezes,
  brokerRestarts,
  brokerAway,
  flashSale,
  rollingRestart,
  badLinks,
  clock,
  mailServer,
  provider,
  poison,
];
