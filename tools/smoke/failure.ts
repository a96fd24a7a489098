const LONGEST = 1_500;

/** The shop did something else than the story says. The message names what was expected and what came. */
export class StoryFailure extends Error {
  override readonly name = 'StoryFailure';

  constructor(expected: string, got: unknown) {
    const came = typeof got === 'string' ? got : (JSON.stringify(got) ?? 'nothing');
    super(`expected: ${expected}\n     got: ${came.length > LONGEST ? `${came.slice(0, LONGEST)} …` : came}`);
  }
}

/** @throws StoryFailure. */
export function expectThat(holds: boolean, expected: string, got: unknown): asserts holds {
  if (!holds) throw new StoryFailure(expected, got);
}

/** @throws StoryFailure unless both are the same once they are JSON. */
export function expectSame(what: string, got: unknown, expected: unknown): void {
  const [left, right] = [got, expected].map((value) => JSON.stringify(value));
  if (left !== right) throw new StoryFailure(`${what}: ${right}`, left);
}

type Outcome = { readonly __typename: string };

/** The member of a result union that the story wants. @throws StoryFailure for any other. */
export function expectOutcome<Result extends Outcome, Name extends Result['__typename']>(
  result: Result,
  wanted: Name,
): Extract<Result, { __typename: Name }> {
  expectThat(result.__typename === wanted, wanted, result);
  // TypeScript doesn't narrow a generic by comparison.
  return result as Extract<Result, { __typename: Name }>;
}
