import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type TypeDefinitionNode,
} from 'graphql';
import { argumentOf, linkedNames } from '../execution/links.ts';

/** What `@cacheControl` says in one place; of several the strictest. */
export type CacheHint = {
  /** In seconds. */
  readonly maxAge: number | undefined;
  readonly isPrivate: boolean;
  /** As long as what it is part of. */
  readonly inherits: boolean;
};

/** What the subgraphs of a supergraph declare of their answers. */
export type CacheHints = {
  /** @param coordinate such as `Product.name` */
  ofField(coordinate: string): CacheHint | undefined;
  /** A hint on a type does not say whose it is: it counts where no other subgraph adds to the type. */
  ofType(type: string, service: string): CacheHint | undefined;
};

/** Composed as `@cacheControl`, of whatever specification: Apollo Server knows it by this name only. */
const NAME = 'cacheControl';

/** Undefined for a supergraph without any. */
export function readCacheHints(document: DocumentNode): CacheHints | undefined {
  const ofFields = new Map<string, CacheHint>();
  const ofTypes = new Map<string, Owned>();
  const owners = ownersOf(document);
  for (const node of document.definitions) {
    if (!hasFields(node)) continue;
    const { name, directives, fields = [] } = node;
    const hint = hintIn(directives);
    if (hint) ofTypes.set(name.value, { hint, owners: owners(directives) });
    for (const field of fields) {
      const own = hintIn(field.directives);
      if (own) ofFields.set(`${name.value}.${field.name.value}`, own);
    }
  }
  if (ofFields.size + ofTypes.size === 0) return undefined;
  return {
    ofField: (coordinate) => ofFields.get(coordinate),
    ofType: (type, service) => {
      const { hint, owners: all = [] } = ofTypes.get(type) ?? {};
      return all.every((owner) => owner === service) ? hint : undefined;
    },
  };
}

type Owned = { readonly hint: CacheHint; readonly owners: readonly string[] };
type Directives = readonly ConstDirectiveNode[] | undefined;
type Composite = TypeDefinitionNode & { readonly fields?: readonly FieldDefinitionNode[] };

const hasFields = (node: DocumentNode['definitions'][number]): node is Composite =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION ||
  node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
  node.kind === Kind.UNION_TYPE_DEFINITION;

function hintIn(directives: Directives = []): CacheHint | undefined {
  const [first, ...others] = directives.filter(({ name }) => name.value === NAME).map(hintOf);
  return others.reduce(strictest, first);
}

function hintOf(directive: ConstDirectiveNode): CacheHint {
  const [maxAge, scope, inherit] = ['maxAge', 'scope', 'inheritMaxAge'].map((name) => argumentOf(directive, name));
  return {
    maxAge: maxAge?.kind === Kind.INT ? Number(maxAge.value) : undefined,
    isPrivate: scope?.kind === Kind.ENUM && scope.value === 'PRIVATE',
    inherits: inherit?.kind === Kind.BOOLEAN && inherit.value,
  };
}

/** Several subgraphs may say different things of what they share. */
const strictest = (a: CacheHint | undefined, b: CacheHint): CacheHint => ({
  maxAge: a?.maxAge === undefined || b.maxAge === undefined ? (a?.maxAge ?? b.maxAge) : Math.min(a.maxAge, b.maxAge),
  isPrivate: b.isPrivate || a?.isPrivate === true,
  inherits: b.inherits && a?.inherits !== false,
});

/** Names of the subgraphs that can add to a type: one that only refers to it (`resolvable: false`) can't. */
function ownersOf(document: DocumentNode): (directives: Directives) => string[] {
  const nameOf = linkedNames(document);
  const [joinType, joinGraph] = [nameOf('join', 'type'), nameOf('join', 'graph')];
  const graphs = new Map<string, string>();
  for (const node of document.definitions) {
    for (const value of node.kind === Kind.ENUM_TYPE_DEFINITION ? (node.values ?? []) : []) {
      const graph = value.directives?.find(({ name }) => name.value === joinGraph);
      const name = graph && argumentOf(graph, 'name');
      if (name?.kind === Kind.STRING) graphs.set(value.name.value, name.value);
    }
  }
  return (directives = []) =>
    directives.flatMap((directive) => {
      const [graph, resolvable] = [argumentOf(directive, 'graph'), argumentOf(directive, 'resolvable')];
      const refersOnly = resolvable?.kind === Kind.BOOLEAN && !resolvable.value;
      if (directive.name.value !== joinType || refersOnly || graph?.kind !== Kind.ENUM) return [];
      return [graphs.get(graph.value) ?? graph.value];
    });
}
