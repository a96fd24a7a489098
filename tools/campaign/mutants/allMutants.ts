import { eventMutants } from './eventMutants.ts';
import { moneyMutants } from './moneyMutants.ts';
import type { Mutant } from './mutant.ts';
import { stockMutants } from './stockMutants.ts';

/** Each names the checks that have to notice that the guard is gone. */
export const allMutants: readonly Mutant[] = [...stockMutants, ...eventMutants, ...moneyMutants];

/** Guards whose absence changes nothing that anybody was promised. */
export const equivalentMutants: readonly { readonly name: string; readonly reason: string }[] = [
  {
    name: 'no-fence-of-the-relay',
    reason:
      'two relays of one service publish every event twice, each in order from the first that is not marked: the first ' +
      'copies are in order, and consumers drop the second ones. The lease saves work, it keeps no promise.',
  },
];
