import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';
import type { Schemas } from './currentSchemas.ts';

export type SchemaChange = {
  /** `breaking`: an operation that was valid is not, or its answer has another shape. `risky`: a client may not expect it. */
  readonly severity: 'breaking' | 'risky';
  /** `api`, or the subgraph. */
  readonly schema: string;
  readonly what: string;
};

/** What has changed for clients of the released schemas; the gravest first. What is only new is not told. */
export function compareSchemas(released: Schemas, current: Schemas): SchemaChange[] {
  const changes = Object.entries(released).flatMap(([schema, sdl]) => {
    const now = current[schema];
    return now === undefined ? [gone(schema)] : changesOf(schema, sdl, now);
  });
  return changes.toSorted((one, other) => one.severity.localeCompare(other.severity));
}

/** Names of the schemas that are not as they were released, those that are new or gone included. */
export const differing = (released: Schemas, current: Schemas): string[] =>
  [...new Set([...Object.keys(released), ...Object.keys(current)])].filter((name) => released[name] !== current[name]);

const gone = (schema: string): SchemaChange => ({ severity: 'breaking', schema, what: 'the subgraph was removed.' });

function changesOf(schema: string, released: string, current: string): SchemaChange[] {
  if (released === current) return [];
  const [before, now] = [built(released), built(current)];
  return [
    ...findBreakingChanges(before, now).map(
      ({ description: what }) => ({ severity: 'breaking', schema, what }) as const,
    ),
    ...findDangerousChanges(before, now).map(({ description: what }) => ({ severity: 'risky', schema, what }) as const),
  ];
}

/** Pictures of schemas lack the definitions of federation's directives. */
const built = (sdl: string) => buildSchema(sdl, { assumeValidSDL: true });
