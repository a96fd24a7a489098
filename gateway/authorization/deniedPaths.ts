import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Path } from './denials.ts';
import { type Filtered, fragmentsIn } from './filterOperation.ts';

type Given = { readonly document: DocumentNode; readonly definition: OperationDefinitionNode };

/** Where something was taken away, for an operation that is not run: by response keys, without the items of lists. */
export function deniedPaths({ document, definition }: Given, { denied }: Filtered): readonly Path[] {
  const fragments = fragmentsIn(document);
  const contentOf = (node: SelectionNode) =>
    (node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node)?.selectionSet;
  // What lost all that it selects was not denied itself.
  const isEmptied = (content: SelectionSetNode) => content.selections.every((node) => denied.has(node));
  const found = new Map<string, Path>();
  const look = ({ selections }: SelectionSetNode, path: Path): void => {
    for (const node of selections) {
      const at = node.kind === Kind.FIELD ? [...path, node.alias?.value ?? node.name.value] : path;
      const content = contentOf(node);
      if (content && (isEmptied(content) || !denied.has(node))) look(content, at);
      else if (denied.has(node)) found.set(at.join('.'), at);
    }
  };
  look(definition.selectionSet, []);
  return [...found.values()];
}
