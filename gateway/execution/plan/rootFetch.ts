import type { FetchNode } from '@apollo/query-planner';
import type { SubgraphAnswer } from '../subgraphClient.ts';
import { placedErrors } from './errorPlaces.ts';
import { compileRequest } from './fetches.ts';
import type { FetchOptions } from './fetchOptions.ts';
import { copyOf, mergeInto } from './mergeInto.ts';
import { compileRewrites, renamedKeys } from './rewrites.ts';
import type { Run, Step } from './run.ts';

/** Takes in what a subgraph answered about root fields. */
export type TakeIn = (answer: SubgraphAnswer, run: Run) => void;

/** A fetch of root fields: at the root, or where a field leads back to a root type. */
export function compileRootFetch(node: FetchNode, options: FetchOptions): Step {
  const requestOf = compileRequest(node, options.rules?.withinMs);
  const takeIn = compileTakeIn(node, options);
  const { serviceName } = node;
  const { place, rules } = options;
  return (run) => {
    if (place.objectsIn(run.root).length === 0) return undefined;
    return run.fetch(serviceName, requestOf(run)).then((answer) => {
      const isSpared = rules?.spare(answer, run, () => place.objectsIn(run.root));
      takeIn(isSpared ? { data: answer.data } : answer, run);
    });
  };
}

export function compileTakeIn(node: FetchNode, { place, isOfType }: FetchOptions): TakeIn {
  const rewrite = compileRewrites(node.outputRewrites ?? [], isOfType);
  const renamed = renamedKeys(node.outputRewrites ?? []);
  return ({ data, errors }, { root, errors: all }) => {
    if (data) {
      rewrite?.(data);
      const [first, ...others] = place.objectsIn(root);
      for (const tree of others) mergeInto(tree, copyOf(data), isOfType);
      if (first) mergeInto(first, data, isOfType);
    }
    if (errors) all.push(...placedErrors(errors, { root, place, renamed }));
  };
}
