import { type ConstDirectiveNode, type DocumentNode, Kind, parse, print, visit } from 'graphql';
import { type FixedFields, withFixedFields } from '../execution/fixedFields.ts';
import { argumentOf, linkedNames } from '../execution/links.ts';

/** What the planner is given instead of the supergraph, so that it makes no mistake of which we know. */
export type PlannerSupergraph = { readonly sdl: string; readonly fixed: FixedFields | undefined };

export function forPlanner(sdl: string): PlannerSupergraph {
  const document = parse(sdl);
  const ordered = withResolvableKeysFirst(document);
  const fixing = withFixedFields(ordered);
  const written = fixing?.document ?? ordered;
  return { sdl: written === document ? sdl : print(written), fixed: fixing?.fixed };
}

/**
 * To come back to a subgraph with what a field requires, the planner takes the first key of the type there, also one by which
 * the subgraph can't find anything (`resolvable: false`).
 *
 * @returns the document itself where that changes nothing.
 */
function withResolvableKeysFirst(document: DocumentNode): DocumentNode {
  const joinType = linkedNames(document)('join', 'type');
  const isUnresolvable = (directive: ConstDirectiveNode): boolean => {
    const resolvable = directive.name.value === joinType ? argumentOf(directive, 'resolvable') : undefined;
    return resolvable?.kind === Kind.BOOLEAN && !resolvable.value;
  };
  const ordered = <Node extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(node: Node) => {
    const { directives = [] } = node;
    const last = directives.filter(isUnresolvable);
    if (last.length === 0 || last.length === directives.length) return undefined;
    return { ...node, directives: [...directives.filter((directive) => !isUnresolvable(directive)), ...last] };
  };
  return visit(document, { ObjectTypeDefinition: ordered, InterfaceTypeDefinition: ordered });
}
