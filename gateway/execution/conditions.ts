import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { argumentOf, linkedNames } from './links.ts';
import { hasFragmentsAtRoot } from './mutationOrder.ts';
import type { Variables } from './plan/run.ts';
import { TYPENAME } from './plan/typenames.ts';
import { conditionsOf, isSelected, makeBooleanOf } from './plan/variants.ts';

/** An operation that has to be planned for each combination of its conditions. */
export type Conditions = {
  /** Equal for equal combinations. @throws AppError BAD_USER_INPUT (INVALID_VARIABLES). */
  key(variables: Variables): string;
  /** Only what is selected. */
  settled(document: DocumentNode, variables: Variables): DocumentNode;
};

/**
 * The planner asks for what a field requires under the field's own condition, but makes it a condition of the whole fetch: beside
 * `a @include(if: false)` no other field of that subgraph would be had. Without conditions its plans are right. And a mutation
 * whose fields are in fragments needs them without conditions to be put in order.
 *
 * @param requiring names of fields that require others, as {@link fieldsThatRequire} tells.
 * @returns undefined where one plan does for all.
 */
export function conditionsToPlan(
  document: DocumentNode,
  definition: OperationDefinitionNode,
  requiring: ReadonlySet<string>,
): Conditions | undefined {
  const isMutation = hasFragmentsAtRoot(definition);
  if (requiring.size === 0 && !isMutation) return undefined;
  const { hasConditions, hasRequiring } = concernsOf(document, requiring);
  if (!hasConditions || !(hasRequiring || isMutation)) return undefined;
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const names = conditionsOf(definition, byName(fragments));
  const booleanOf = makeBooleanOf(definition);
  return {
    key: (variables) => names.map((name) => (booleanOf(name, variables) ? '1' : '0')).join(''),
    settled: (asked, variables) => settled(asked, (name) => booleanOf(name, variables)),
  };
}

/** Names of the fields of a supergraph that a subgraph can only answer with the help of others (`@requires`). */
export function fieldsThatRequire(document: DocumentNode): ReadonlySet<string> {
  const joinField = linkedNames(document)('join', 'field');
  const names = new Set<string>();
  visit(document, {
    FieldDefinition: ({ name, directives = [] }) => {
      const joins = directives.filter((directive) => directive.name.value === joinField);
      if (joins.some((join) => argumentOf(join, 'requires'))) names.add(name.value);
    },
  });
  return names;
}

/** Whether there are conditions, and fields that require others. A pair too many costs a plan. */
function concernsOf(document: DocumentNode, requiring: ReadonlySet<string>) {
  let [hasConditions, hasRequiring] = [false, false];
  visit(document, {
    Directive: ({ name }) => {
      hasConditions ||= name.value === 'skip' || name.value === 'include';
    },
    Field: ({ name }) => {
      hasRequiring ||= requiring.has(name.value);
    },
  });
  return { hasConditions, hasRequiring };
}

function settled(document: DocumentNode, isOn: (variable: string) => boolean): DocumentNode {
  const settle = {
    enter: <Node extends Parameters<typeof isSelected>[0]>(node: Node) => (isSelected(node, isOn) ? plain(node) : null),
  };
  return visit(document, {
    Field: settle,
    InlineFragment: settle,
    FragmentSpread: settle,
    SelectionSet: neverEmpty,
  });
}

/**
 * Without conditions that are written out, such as `@skip(if: true)`: within what has a condition of its own the planner asks for
 * what they leave out.
 */
export function withoutLiterals(document: DocumentNode): DocumentNode {
  const settle = {
    enter: <Node extends Parameters<typeof isSelected>[0]>(node: Node) => {
      const left = node.directives?.filter((directive) => !isLiteral(directive));
      if (!left || left.length === node.directives?.length) return undefined;
      const literals = { directives: node.directives?.filter(isLiteral) };
      return isSelected(literals, () => true) ? { ...node, directives: left } : null;
    },
  };
  return visit(document, { Field: settle, InlineFragment: settle, FragmentSpread: settle, SelectionSet: neverEmpty });
}

const isLiteral = ({ name, arguments: [argument] = [] }: DirectiveNode): boolean =>
  (name.value === 'skip' || name.value === 'include') && argument?.value.kind === Kind.BOOLEAN;

const neverEmpty = {
  leave: (node: SelectionSetNode) => (node.selections.length === 0 ? { ...node, selections: [TYPENAME] } : undefined),
};

function plain<Node extends Parameters<typeof isSelected>[0]>(node: Node): Node | undefined {
  const kept = node.directives?.filter(({ name }) => name.value !== 'skip' && name.value !== 'include');
  return kept && kept.length < (node.directives?.length ?? 0) ? { ...node, directives: kept } : undefined;
}

const byName = (fragments: readonly FragmentDefinitionNode[]) =>
  new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
