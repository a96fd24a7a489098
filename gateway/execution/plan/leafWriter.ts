import { type GraphQLLeafType, isEnumType } from 'graphql';
import { quoted } from './jsonText.ts';

/** JSON of a value that is not null, or undefined for one that the type doesn't have. */
type WriteLeaf = (value: unknown) => string | undefined;

/** The same values pass as with the executor of `@apollo/gateway`. An enum's hidden values don't. */
export function compileLeaf(type: GraphQLLeafType): WriteLeaf {
  if (isEnumType(type)) {
    const texts = new Map(type.getValues().map(({ name }) => [name, `"${name}"`]));
    return (value) => (typeof value === 'string' ? texts.get(value) : undefined);
  }
  return BUILT_IN.get(type.name) ?? ((value) => JSON.stringify(value));
}

const wholeNumber = (value: unknown): string | undefined =>
  Number.isInteger(value) && Math.abs(Number(value)) < 1e21 ? String(value) : undefined;

const BUILT_IN: ReadonlyMap<string, WriteLeaf> = new Map<string, WriteLeaf>([
  ['String', (value) => (typeof value === 'string' ? quoted(value) : undefined)],
  ['ID', (value) => (typeof value === 'string' ? quoted(value) : wholeNumber(value))],
  ['Int', wholeNumber],
  // JSON has numbers that a double has not.
  ['Float', (value) => (Number.isFinite(value) ? String(value) : undefined)],
  ['Boolean', (value) => (typeof value === 'boolean' ? String(value) : undefined)],
]);
