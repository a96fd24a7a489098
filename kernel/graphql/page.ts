import { AppError, type Reason } from '../errors.ts';

export const MAX_PAGE = 100;
const DEFAULT_PAGE = 20;

export type PageArguments = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
};

/** Which way and how far to read; `cursor` is where to start, exclusive. */
export type Page = { readonly size: number; readonly backwards: boolean; readonly cursor: string | undefined };

export type PageInfo = {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
};

export type Connection<Node> = { edges: { cursor: string; node: Node }[]; nodes: Node[]; pageInfo: PageInfo };

/**
 * Relay's paging arguments: `first`/`after` or `last`/`before`, 1 to 100, 20 where neither is given.
 *
 * @throws AppError BAD_USER_INPUT (INVALID_PAGE) that names each bad argument.
 */
export function pageOf(args: PageArguments): Page {
  const { first, after, last, before } = args;
  const backwards = last != null || (first == null && before != null);
  const size = (backwards ? last : first) ?? DEFAULT_PAGE;
  const reasons = misuseOf(args, backwards);
  if (size < 1 || size > MAX_PAGE) {
    reasons.push({ param: backwards ? 'last' : 'first', message: `must be 1 to ${MAX_PAGE}` });
  }
  if (reasons.length > 0) throw invalidPage(reasons);
  return { size, backwards, cursor: (backwards ? before : after) ?? undefined };
}

function misuseOf({ first, after, last, before }: PageArguments, backwards: boolean): Reason[] {
  const reasons: Reason[] = [];
  if (first != null && last != null) reasons.push({ param: 'last', message: 'use either first or last' });
  if (backwards && after != null) reasons.push({ param: 'after', message: 'goes with first' });
  if (!backwards && before != null) reasons.push({ param: 'before', message: 'goes with last' });
  return reasons;
}

/** A cursor that this service did not make. */
export const invalidCursor = ({ backwards }: Page): AppError =>
  invalidPage([{ param: backwards ? 'before' : 'after', message: 'is not a cursor of this list' }]);

const invalidPage = (reasons: Reason[]) => {
  const message = reasons.map(({ param, message }) => `${param}: ${message}`).join('; ');
  return new AppError('BAD_USER_INPUT', 'INVALID_PAGE', message, { reasons });
};

/** Edges from rows in list order. `hasMore` says whether the reading direction goes on behind the last row read. */
export function connectionOf<Node>(
  page: Page,
  rows: readonly { cursor: string; node: Node }[],
  hasMore: boolean,
): Connection<Node> {
  const hasBefore = page.cursor !== undefined;
  return {
    edges: [...rows],
    nodes: rows.map(({ node }) => node),
    pageInfo: {
      hasNextPage: page.backwards ? hasBefore : hasMore,
      hasPreviousPage: page.backwards ? hasMore : hasBefore,
      startCursor: rows[0]?.cursor ?? null,
      endCursor: rows.at(-1)?.cursor ?? null,
    },
  };
}
