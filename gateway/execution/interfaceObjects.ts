import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
  Kind,
} from 'graphql';
import { argumentOf, linkedNames } from './links.ts';

const MARK = 'isOfInterfaceObject';

/** Whether a subgraph that has one type in the place of an interface (`@interfaceObject`) may be asked for a field. */
export const isOfInterfaceObject = ({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>): boolean =>
  extensions[MARK] === true;

/**
 * Marks such fields of a schema, of the interfaces and of all types behind them.
 *
 * @param document the supergraph of the schema.
 */
export function markInterfaceObjects(schema: GraphQLSchema, document: DocumentNode): void {
  for (const [name, fields] of fieldsByInterface(document)) {
    const type = schema.getType(name);
    if (!isInterfaceType(type)) continue;
    const { objects, interfaces } = schema.getImplementations(type);
    for (const each of [type, ...objects, ...interfaces]) {
      for (const field of Object.values(each.getFields()))
        if (fields.has(field.name)) field.extensions = { ...field.extensions, [MARK]: true };
    }
  }
}

/** Interface → names of its fields that subgraphs with an interface object have. */
function fieldsByInterface(document: DocumentNode): ReadonlyMap<string, ReadonlySet<string>> {
  const nameOf = linkedNames(document);
  const [joinType, joinField] = [nameOf('join', 'type'), nameOf('join', 'field')];
  const found = document.definitions.flatMap((node): [string, ReadonlySet<string>][] => {
    if (node.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
    const { directives = [], fields = [] } = node;
    const graphs = new Set(
      directives
        .filter((each) => each.name.value === joinType && isTrue(argumentOf(each, 'isInterfaceObject')))
        .map((each) => graphOf(each)),
    );
    if (graphs.size === 0) return [];
    const theirs = fields.filter((field) => {
      const joins = (field.directives ?? []).filter((each) => each.name.value === joinField);
      return joins.length === 0 || joins.some((each) => graphs.has(graphOf(each)));
    });
    return [[node.name.value, new Set(theirs.map(({ name }) => name.value))]];
  });
  return new Map(found);
}

const isTrue = (value: ConstValueNode | undefined): boolean => value?.kind === Kind.BOOLEAN && value.value;

function graphOf(directive: ConstDirectiveNode): string | undefined {
  const graph = argumentOf(directive, 'graph');
  return graph?.kind === Kind.ENUM ? graph.value : undefined;
}
