import { type DocumentNode, print, visit } from 'graphql';
import { specificationOf } from '../execution/links.ts';

const ENFORCED_HERE: readonly (string | undefined)[] = ['authenticated', 'requiresScopes', 'policy'];

/**
 * The supergraph without `for: SECURITY` on the links whose directives this gateway enforces by itself. Apollo's gateway
 * refuses a supergraph that has them, and rightly so: it would not enforce them. Any other marker stays and is refused.
 */
export function withoutSecurityMarkers(document: DocumentNode): string {
  let changed = false;
  const without = visit(document, {
    Directive: (node) => {
      if (!ENFORCED_HERE.includes(specificationOf(node as Parameters<typeof specificationOf>[0]))) return undefined; // in an SDL all are constant
      changed = true;
      return { ...node, arguments: node.arguments?.filter(({ name }) => name.value !== 'for') };
    },
    // Only the schema has links.
    ObjectTypeDefinition: () => false,
    InterfaceTypeDefinition: () => false,
  });
  const source = document.loc?.source.body;
  return changed || source === undefined ? print(without) : source;
}
