import { type DirectiveNode, Kind, type ObjectTypeDefinitionNode, parse, print, visit } from 'graphql';

/** For a gateway that knows federation as it was at first: types of others are extended, and their keys external. */
export function asFederation1(sdl: string): string {
  const document = parse(sdl);
  const definitions = document.definitions.filter(({ kind }) => kind !== Kind.SCHEMA_EXTENSION);
  const written = definitions.map((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION ? objectType(node) : print(node),
  );
  return written.join('\n');
}

/** The reviews tell more of products than their key, and own none. */
const isOfOthers = ({ name, directives = [], fields = [] }: ObjectTypeDefinitionNode): boolean =>
  name.value === 'Query' ||
  directives.some(({ arguments: given = [] }) => given.some((argument) => argument.name.value === 'resolvable')) ||
  (name.value === 'Product' && fields.some((field) => field.name.value === 'reviews'));

function objectType(node: ObjectTypeDefinitionNode): string {
  if (!isOfOthers(node)) return print(node);
  const extended = visit(node, {
    Directive: (directive) => (directive.name.value === 'key' ? withoutResolvable(directive) : undefined),
    FieldDefinition: (field) =>
      field.name.value === 'id' ? { ...field, directives: [...(field.directives ?? []), EXTERNAL] } : undefined,
  });
  return `extend ${print(extended)}`;
}

const withoutResolvable = (directive: DirectiveNode) => ({
  ...directive,
  arguments: directive.arguments?.filter(({ name }) => name.value === 'fields') ?? [],
});

const EXTERNAL = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'external' } };
