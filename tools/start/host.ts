import { AppError, messageOf } from '#kernel/errors.ts';

/** The services of the shop, running. */
export type Hosted = {
  /** The names of all variables that they read, as far as the host knows them. */
  readonly variables: readonly string[];
  stop(): Promise<void>;
};

type Part = { readonly name: string; stop(): Promise<void> };

/**
 * Stops the gateway first: what it has under way still needs the services behind it. Then everything else at once. A part
 * that does not stop well holds no other up.
 *
 * @throws AppError INTERNAL (STOP_FAILED) about all that failed.
 */
export async function stopDoorFirst(parts: readonly Part[]): Promise<void> {
  const failed: string[] = [];
  const stop = async (part: Part) => part.stop().catch((error: unknown) => void failed.push(messageOf(error)));
  await Promise.all(parts.filter(isDoor).map(stop));
  await Promise.all(parts.filter((part) => !isDoor(part)).map(stop));
  if (failed.length > 0) throw new AppError('INTERNAL', 'STOP_FAILED', failed.join('; '));
}

const isDoor = ({ name }: Part): boolean => name === 'gateway';
