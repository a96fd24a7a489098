/**
 * Reads the answer to a fetch without making objects of all of it. Undefined for an answer that is not just as expected: it is
 * for others to find out what it is.
 */
export type ReadAnswer = (text: string) => Record<string, unknown> | undefined;
