import { type ConstDirectiveNode, type DocumentNode, Kind, parse, print, visit } from 'graphql';
import { withoutSecurityMarkers } from '../authorization/securityMarkers.ts';
import { argumentOf, linkedNames } from '../execution/links.ts';

/** A supergraph as it was written, and as Apollo's gateway and planner are given it. */
export type SupergraphSource = {
  readonly document: DocumentNode;
  readonly plannable: { readonly document: DocumentNode; readonly sdl: string };
};

/** @throws GraphQLError for what can't be parsed. */
export function readSource(sdl: string): SupergraphSource {
  const document = parse(sdl);
  const taken = withResolvableKeysFirst(withoutSecurityMarkers(document));
  return { document, plannable: { document: taken, sdl: taken === document ? sdl : print(taken) } };
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
