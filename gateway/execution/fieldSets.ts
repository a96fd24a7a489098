import { Kind, parse, print, type SelectionSetNode } from 'graphql';

/** What `@key`, `@requires` and `@provides` name: selections without the braces around them. */
export function fieldSet(text: string): SelectionSetNode {
  const [definition] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`no set of fields: ${text}`);
  return definition.selectionSet;
}

export const fieldSetText = ({ selections }: SelectionSetNode): string =>
  selections.map((node) => print(node)).join(' ');
