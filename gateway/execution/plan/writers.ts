import {
  type FieldNode,
  type GraphQLLeafType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { compileLeaf } from './leafWriter.ts';
import { compileObject, type FieldPlace } from './objectWriter.ts';
import type { Selecting } from './selections.ts';
import { BUBBLE, report, type Shaping, type Write } from './shaping.ts';

/** A writer for what fields of one response key give. */
export function compileWriter(
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  place: FieldPlace,
  selecting: Selecting,
): Write {
  if (isNonNullType(type)) return nonNull(compileWriter(type.ofType, nodes, place, selecting), place);
  if (isListType(type)) return list(compileWriter(type.ofType, nodes, { ...place, key: undefined }, selecting), place);
  if (isLeafType(type)) return leaf(type, place);
  return compileObject(type, nodes, place, selecting, compileWriter);
}

const nonNull =
  (write: Write, { what, key }: FieldPlace): Write =>
  (value, shaping) => {
    if (value === null || value === undefined) {
      report(shaping, `Cannot return null for non-nullable ${what}.`, key);
      return BUBBLE;
    }
    const text = write(value, shaping);
    return text === 'null' ? BUBBLE : text;
  };

const list =
  (write: Write, { what }: FieldPlace): Write =>
  (value, shaping) => {
    if (value === null || value === undefined) return 'null';
    if (!Array.isArray(value)) return invalid(shaping, what);
    return items(value, write, shaping);
  };

function items(values: readonly unknown[], write: Write, shaping: Shaping): string {
  const { path } = shaping;
  const depth = path.push(0) - 1;
  let text = '[';
  for (let index = 0; index < values.length; index++) {
    path[depth] = index;
    const item = write(values[index], shaping);
    if (item === BUBBLE) {
      path.length = depth;
      return 'null';
    }
    text += index === 0 ? item : `,${item}`;
  }
  path.length = depth;
  return `${text}]`;
}

function leaf(type: GraphQLLeafType, { what, key }: FieldPlace): Write {
  const write = compileLeaf(type);
  return (value, shaping) => {
    if (value === null || value === undefined) return 'null';
    return write(value) ?? invalid(shaping, what, key);
  };
}

function invalid(shaping: Shaping, what: string, key?: string): string {
  report(shaping, `Invalid value found for ${what}.`, key);
  return 'null';
}
