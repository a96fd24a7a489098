import type { Principal, UserPrincipal } from '#kernel/auth/principal.ts';

export type Presented = { readonly principal: Principal; readonly authorization: string | undefined };

/** Calls `onEnd` once, with what `identify` now throws, when the token expires or is revoked. @returns what stops it. */
export type Watch = (presented: Presented, onEnd: (error: unknown) => void) => () => void;

type Options = {
  identify(authorization: string | undefined): Principal;
  isRevoked(user: UserPrincipal): boolean;
  /** How often open streams are looked at, in milliseconds. A ban takes effect within this time. */
  readonly everyMs?: number;
};

export function makeWatch({ identify, isRevoked, everyMs = 500 }: Options): Watch {
  const watched = new Set<{ presented: Presented; onEnd: (error: unknown) => void }>();
  let timer: NodeJS.Timeout | undefined;

  const hasEnded = ({ principal }: Presented) =>
    principal.kind === 'user' && (principal.expiresAt.getTime() <= Date.now() || isRevoked(principal));

  const look = () => {
    for (const entry of [...watched].filter(({ presented }) => hasEnded(presented))) {
      watched.delete(entry);
      entry.onEnd(reasonOf(() => identify(entry.presented.authorization)));
    }
    if (watched.size === 0) timer = void clearInterval(timer);
  };

  return (presented, onEnd) => {
    if (presented.principal.kind !== 'user') return () => {};
    const entry = { presented, onEnd };
    watched.add(entry);
    timer ??= setInterval(look, everyMs).unref();
    return () => void watched.delete(entry);
  };
}

function reasonOf(identify: () => unknown): unknown {
  try {
    return identify();
  } catch (error) {
    return error;
  }
}
