import { vi } from 'vitest';

/** Resolves as soon as it holds; a busy machine may take its time. */
export const until = (holds: () => boolean) => vi.waitUntil(holds, { timeout: 10_000 });
