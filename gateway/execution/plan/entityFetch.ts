import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import { AppError } from '#kernel/errors.ts';
import { placedErrors } from './errorPlaces.ts';
import { compileRequest } from './fetches.ts';
import type { FetchOptions } from './fetchOptions.ts';
import { copyOf, mergeInto } from './mergeInto.ts';
import type { Place } from './places.ts';
import { compileRepresent, type Represent } from './representations.ts';
import { compileRewrites, renamedKeys } from './rewrites.ts';
import { isTree, type Run, type Step, type Tree } from './run.ts';

/** Equal representations are asked for once: JSON of each, and the objects behind it. */
type Asked = { readonly representations: string[]; readonly entities: Tree[][] };

/** A fetch that completes entities, all that are at its place in one request. */
export function compileEntityFetch(
  node: FetchNode,
  requires: readonly QueryPlanSelectionNode[],
  options: FetchOptions,
): Step {
  const { place, isOfType, rules } = options;
  const { serviceName } = node;
  const requestOf = compileRequest(node, rules?.withinMs);
  const represent = compileRepresent(requires, compileRewrites(node.inputRewrites ?? [], isOfType), isOfType);
  const takeIn = compileTakeIn(node, options);
  const renamed = renamedKeys(node.outputRewrites ?? []);
  return (run) => {
    const { representations, entities } = askedFor(place.objectsIn(run.root), represent);
    if (representations.length === 0) return undefined;
    return run.fetch(serviceName, requestOf(run, representations)).then((answer) => {
      const { data, errors } = answer;
      const found = data?.['_entities'];
      const isSpared = rules?.spare(answer, run, () => missingOf(found, entities));
      if (Array.isArray(found) && found.length === entities.length) takeIn(found, entities, run);
      else if (!errors) run.errors.push(broken(serviceName, place));
      if (errors && !isSpared) run.errors.push(...placedErrors(errors, { root: run.root, place, entities, renamed }));
    });
  };
}

/** What a fetch that met nobody left as it was; some of its entities may have been known without it. */
const missingOf = (found: unknown, entities: Asked['entities']): Tree[] =>
  entities.filter((_, index) => !Array.isArray(found) || !isTree(found[index])).flat();

function askedFor(objects: readonly Tree[], represent: Represent): Asked {
  const known = new Map<string, Tree[]>();
  const asked: Asked = { representations: [], entities: [] };
  for (const object of objects) {
    const representation = represent(object);
    if (representation === undefined) continue;
    const same = known.get(representation);
    if (same) {
      same.push(object);
      continue;
    }
    const behind = [object];
    known.set(representation, behind);
    asked.representations.push(representation);
    asked.entities.push(behind);
  }
  return asked;
}

type TakeIn = (found: readonly unknown[], entities: readonly (readonly Tree[])[], run: Run) => void;

function compileTakeIn({ outputRewrites = [] }: FetchNode, { isOfType, isCompleted }: FetchOptions): TakeIn {
  const rewrite = compileRewrites(outputRewrites, isOfType);
  const complete = (objects: readonly Tree[], entity: Tree): void => {
    if (rewrite) rewrite(withTypename(entity, objects[0]));
    for (const [nth, object] of objects.entries()) {
      mergeInto(object, isCompleted && nth > 0 ? copyOf(entity) : entity, isOfType);
    }
  };
  return (found, entities, { absent }) => {
    for (const [index, objects] of entities.entries()) {
      const entity = found[index];
      if (isTree(entity)) complete(objects, entity);
      else for (const object of objects) absent.add(object);
    }
  };
}

/** Rewrites look at the type, which not every fetch asks for. */
function withTypename(entity: Tree, known: Tree | undefined): Tree {
  entity['__typename'] ??= known?.['__typename'];
  return entity;
}

function broken(service: string, { list }: Place): GraphQLError {
  const message = `${service} answered other entities than it was asked for`;
  const originalError = new AppError('INTERNAL', 'SUBGRAPH_BROKE_SCHEMA', message);
  return new GraphQLError(message, { path: list, originalError });
}
