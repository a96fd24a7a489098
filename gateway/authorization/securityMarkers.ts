import { type DocumentNode, visit } from 'graphql';
import { specificationOf } from '../execution/links.ts';

const ENFORCED_HERE: readonly (string | undefined)[] = ['authenticated', 'requiresScopes', 'policy'];

/**
 * The supergraph without `for: SECURITY` on the links whose directives this gateway enforces by itself. Apollo's gateway
 * refuses a supergraph that has them, and rightly so: it would not enforce them. Any other marker stays and is refused.
 *
 * @returns the document itself where there are none.
 */
export function withoutSecurityMarkers(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive: (node) => {
      if (!ENFORCED_HERE.includes(specificationOf(node as Parameters<typeof specificationOf>[0]))) return undefined; // in an SDL all are constant
      return { ...node, arguments: node.arguments?.filter(({ name }) => name.value !== 'for') };
    },
    // Only the schema has links.
    ObjectTypeDefinition: () => false,
    InterfaceTypeDefinition: () => false,
  });
}
