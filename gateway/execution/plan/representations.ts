import { getResponseName, type QueryPlanFieldNode, type QueryPlanSelectionNode } from '@apollo/query-planner';
import { quoted } from './jsonText.ts';
import { mergeInto } from './mergeInto.ts';
import { isInherited, ownValue, setOwn } from './ownKeys.ts';
import type { Rewrite } from './rewrites.ts';
import { isTree, type Tree } from './run.ts';
import type { IsOfType } from './typeConditions.ts';

/** What a subgraph needs to find an entity, as JSON. Undefined when the object doesn't have all of it. */
export type Represent = (entity: Tree) => string | undefined;

/** Makes representations out of the `requires` of a fetch: what is there under an alias goes out under the field's name. */
export function compileRepresent(
  requires: readonly QueryPlanSelectionNode[],
  rewrite: Rewrite | undefined,
  isOfType: IsOfType,
): Represent {
  const inGeneral: Represent = (entity) => {
    const representation = selected(entity, requires, isOfType);
    if (!representation?.['__typename']) return undefined;
    rewrite?.(representation);
    return JSON.stringify(representation);
  };
  if (rewrite) return inGeneral;
  const byType = new Map<string, Represent>();
  return (entity) => {
    const typename = entity['__typename'];
    if (typeof typename !== 'string') return undefined;
    const known = byType.get(typename);
    if (known) return known(entity);
    const made = ofPlainFields(applicable(requires, typename, isOfType), typename) ?? inGeneral;
    // Subgraphs may say anything: names that fit no condition are not remembered.
    if (made !== inGeneral) byType.set(typename, made);
    return made(entity);
  };
}

/** The selections for one type, where a single fragment fits it; undefined otherwise. */
function applicable(selections: readonly QueryPlanSelectionNode[], typename: string, isOfType: IsOfType) {
  const fitting = selections.filter(
    (selection) =>
      selection.kind === 'Field' || (selection.typeCondition && isOfType(typename, selection.typeCondition)),
  );
  const [only] = fitting;
  return fitting.length === 1 && only?.kind === 'InlineFragment' ? only.selections : undefined;
}

type WriteFields = (tree: Tree) => string | undefined;

/** The usual case, without a detour over an object: nothing but fields, at every depth. */
function ofPlainFields(
  selections: readonly QueryPlanSelectionNode[] | undefined,
  typename: string,
): WriteFields | undefined {
  const [first, ...others] = selections ?? [];
  if (first && isTypename(first)) return fieldsWriter(others, `{"__typename":${JSON.stringify(typename)}`);
  return selections?.some(isTypename) ? fieldsWriter(selections) : undefined;
}

const isTypename = (selection: QueryPlanSelectionNode): boolean =>
  selection.kind === 'Field' && getResponseName(selection) === '__typename';

/** @param opening what is known before any object is. */
function fieldsWriter(selections: readonly QueryPlanSelectionNode[], opening = '{'): WriteFields | undefined {
  const fields = selections.filter((selection) => selection.kind === 'Field').map(fieldWriter);
  const writers = fields
    .filter((field) => field !== undefined)
    .map(({ prefix, ...rest }, index) => ({ ...rest, prefix: index === 0 && opening === '{' ? prefix : `,${prefix}` }));
  if (writers.length < selections.length) return undefined;
  return (tree) => {
    let text = opening;
    for (const { key, prefix, write } of writers) {
      const value = tree[key];
      const written = value === undefined ? undefined : write(value);
      if (written === undefined) return undefined;
      text += prefix;
      text += written;
    }
    return `${text}}`;
  };
}

type WriteValue = (value: unknown) => string;

const written: WriteValue = (value) => (typeof value === 'string' ? quoted(value) : JSON.stringify(value));

function fieldWriter(field: QueryPlanFieldNode) {
  const key = getResponseName(field);
  const below = field.selections && fieldsWriter(field.selections);
  if (isInherited(key) || (field.selections && !below)) return undefined;
  const write: WriteValue = below ? eachTree(below) : written;
  return { key, prefix: `${JSON.stringify(field.name)}:`, write };
}

const eachTree = (write: WriteFields): WriteValue => {
  const eachOf: WriteValue = (value) => {
    if (Array.isArray(value)) return `[${value.map(eachOf).join(',')}]`;
    return (isTree(value) ? write(value) : undefined) ?? 'null';
  };
  return eachOf;
};

/** All that is selected and there; null when a field is missing. */
function selected(tree: Tree, selections: readonly QueryPlanSelectionNode[], isOfType: IsOfType): Tree | null {
  const result: Tree = {};
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const key = getResponseName(selection);
      const value = ownValue(tree, key);
      if (value === undefined) return null;
      setOwn(
        result,
        selection.name,
        selection.selections ? eachSelected(value, selection.selections, isOfType) : value,
      );
    } else if (selection.typeCondition && isOfType(tree['__typename'], selection.typeCondition)) {
      mergeInto(result, selected(tree, selection.selections, isOfType) ?? {}, isOfType);
    }
  }
  return result;
}

function eachSelected(value: unknown, selections: readonly QueryPlanSelectionNode[], isOfType: IsOfType): unknown {
  if (Array.isArray(value)) return value.map((item) => eachSelected(item, selections, isOfType));
  return isTree(value) ? selected(value, selections, isOfType) : null;
}
