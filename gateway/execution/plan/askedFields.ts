import type { FetchNode } from '@apollo/query-planner';
import {
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { renamedKeys } from './rewrites.ts';
import type { Fragments } from './variants.ts';

/** A field that a fetch asks a subgraph for directly: of entities, or of the root. */
export type AskedField = {
  /** The type that it is asked of. */
  readonly type: string;
  readonly name: string;
  /** Where its value is put. */
  readonly key: string;
  /** Of the field and all fragments around it. */
  readonly directives: readonly DirectiveNode[];
};

/** Without `__typename`. */
export function askedFields(node: FetchNode): AskedField[] {
  const { definitions } = parse(node.operation, { noLocation: true });
  const root = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!root) return [];
  const fragments = fragmentsIn(definitions);
  const renamed = renamedKeys(node.outputRewrites ?? []);
  const top = node.requires ? entitiesIn(root.selectionSet) : root.selectionSet;
  return fieldsIn(top, { type: 'Query', directives: [] }, fragments)
    .filter(({ name }) => name !== '__typename')
    .map((field) => ({ ...field, key: renamed.get(field.key) ?? field.key }));
}

/** The root fields of an operation, in whatever fragments they are. */
export const selectedFields = (
  { definitions }: DocumentNode,
  operation: OperationDefinitionNode | null | undefined,
): AskedField[] =>
  operation ? fieldsIn(operation.selectionSet, { type: '', directives: [] }, fragmentsIn(definitions)) : [];

type Around = Pick<AskedField, 'type' | 'directives'>;

function fieldsIn({ selections }: SelectionSetNode, around: Around, fragments: Fragments): AskedField[] {
  return selections.flatMap((selection) => {
    const directives = [...around.directives, ...(selection.directives ?? [])];
    if (selection.kind === Kind.FIELD) return [{ ...named(selection), type: around.type, directives }];
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    const type = fragment?.typeCondition?.name.value ?? around.type;
    return fragment ? fieldsIn(fragment.selectionSet, { type, directives }, fragments) : [];
  });
}

const named = ({ name, alias }: Extract<SelectionNode, { kind: Kind.FIELD }>) => ({
  name: name.value,
  key: (alias ?? name).value,
});

/** The planner writes `_entities` alone there. */
function entitiesIn(set: SelectionSetNode): SelectionSetNode {
  const [only] = set.selections;
  return only?.kind === Kind.FIELD && only.selectionSet ? only.selectionSet : set;
}

const fragmentsIn = (definitions: DocumentNode['definitions']): Fragments =>
  new Map(definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION).map((each) => [each.name.value, each]));
