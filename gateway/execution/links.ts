import { type ConstDirectiveNode, type ConstValueNode, type DocumentNode, Kind } from 'graphql';

/** What a directive of a specification is called in this document; undefined where the specification isn't linked. */
export type NameOf = (specification: string, directive: string) => string | undefined;

/**
 * Resolves names as `@link` says (https://specs.apollo.dev/link/v1.0): an import may rename a directive; what is not
 * imported has the specification's name, or its `as`, in front.
 *
 * @param document a supergraph: its one schema definition has all the links.
 */
export function linkedNames(document: DocumentNode): NameOf {
  const links = new Map(linksOf(document).map((link) => [link.specification, link]));
  return (specification, directive) => {
    const link = links.get(specification);
    if (!link) return undefined;
    const own = specification === directive ? link.namespace : `${link.namespace}__${directive}`;
    return link.imports.get(`@${directive}`)?.slice(1) ?? own;
  };
}

type Link = {
  readonly specification: string;
  readonly namespace: string;
  /** With the `@` of directives: name → name here. */
  readonly imports: ReadonlyMap<string, string>;
};

function linksOf(document: DocumentNode): Link[] {
  return document.definitions
    .filter((node) => node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION)
    .flatMap(({ directives = [] }) => directives)
    .flatMap((directive) => {
      const specification = specificationOf(directive);
      const as = argumentOf(directive, 'as');
      const namespace = as?.kind === Kind.STRING ? as.value : specification;
      if (!specification || !namespace) return [];
      return [{ specification, namespace, imports: importsOf(argumentOf(directive, 'import')) }];
    });
}

/** `https://specs.apollo.dev/policy/v0.1` → `policy`; undefined for what isn't one of Apollo's specifications. */
export function specificationOf(directive: ConstDirectiveNode): string | undefined {
  const url = argumentOf(directive, 'url');
  if (url?.kind !== Kind.STRING) return undefined;
  return /^https:\/\/specs\.apollo\.dev\/([^/]+)\/v\d+\.\d+\/?$/.exec(url.value)?.[1];
}

export const argumentOf = (directive: ConstDirectiveNode, name: string): ConstValueNode | undefined =>
  directive.arguments?.find((argument) => argument.name.value === name)?.value;

function importsOf(list: ConstValueNode | undefined): ReadonlyMap<string, string> {
  const entries = list?.kind === Kind.LIST ? list.values : [];
  return new Map(
    entries.flatMap((entry): [string, string][] => {
      if (entry.kind === Kind.STRING) return [[entry.value, entry.value]];
      if (entry.kind !== Kind.OBJECT) return [];
      const text = (key: string) => {
        const value = entry.fields.find((field) => field.name.value === key)?.value;
        return value?.kind === Kind.STRING ? value.value : undefined;
      };
      const name = text('name');
      return name ? [[name, text('as') ?? name]] : [];
    }),
  );
}
