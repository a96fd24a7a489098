import { z } from 'zod';
import { processVariables } from '../config.ts';
import { AppError } from '../errors.ts';
import { defineService, runService } from '../lifecycle.ts';

/** A whole process for the tests of the lifecycle: it says what happens to it, and `MODE` says what goes wrong. */
export const service = defineService({
  name: 'tiny',
  config: z.object({
    ...processVariables,
    MODE: z.enum(['well', 'fails', 'hangs', 'breaks', 'dawdles']).default('well'),
  }),
  start: async ({ MODE }, scope) => {
    if (MODE === 'fails') throw new AppError('UNAVAILABLE', 'MONGODB_UNREACHABLE', 'no MongoDB answers: start it');
    const alive = setInterval(() => undefined, 1_000);
    if (MODE === 'dawdles') await new Promise(() => process.stdout.write('starting\n'));
    scope.onStop(() => {
      clearInterval(alive);
      process.stdout.write('released\n');
    });
    scope.onStop(() => {
      process.stdout.write('stopping\n');
      if (MODE === 'breaks') throw new Error('the server broke');
      return MODE === 'hangs' ? new Promise(() => undefined) : undefined;
    });
  },
});

if (import.meta.main) {
  await runService(service);
  process.stdout.write('started\n');
}
