import {
  type DocumentNode,
  type FieldDefinitionNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { fieldSet } from './fieldSets.ts';
import { argumentOf, linkedNames } from './links.ts';

/** Interface → field of an interface object → what it requires. */
export type InterfaceRequires = ReadonlyMap<string, ReadonlyMap<string, SelectionSetNode>>;

/** Of a supergraph. Undefined where no subgraph with an interface object requires anything. */
export function readInterfaceRequires(document: DocumentNode): InterfaceRequires | undefined {
  const joinField = linkedNames(document)('join', 'field');
  const requiredBy = ({ directives = [] }: FieldDefinitionNode): SelectionSetNode[] =>
    directives.flatMap((directive) => {
      const required = directive.name.value === joinField ? argumentOf(directive, 'requires') : undefined;
      return required?.kind === Kind.STRING ? [fieldSet(required.value)] : [];
    });
  const found = document.definitions.flatMap((node) => {
    if (node.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
    const fields = (node.fields ?? []).flatMap((field) =>
      requiredBy(field).map((set) => [field.name.value, set] as const),
    );
    return fields.length > 0 ? [[node.name.value, new Map(fields)] as const] : [];
  });
  return found.length > 0 ? new Map(found) : undefined;
}

/**
 * Where such a field is asked for of one type behind its interface, the planner has what it requires fetched for that type, and
 * then wants it of all types: the others would not be asked for anything beside it. So it is fetched for all.
 *
 * @param document with keys that are the planner's own: what is added here has plain names.
 */
export function withRequired(schema: GraphQLSchema, document: DocumentNode, rules: InterfaceRequires): DocumentNode {
  const info = new TypeInfo(schema);
  const fragments = new Map(
    document.definitions
      .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const finder = new Finder(schema, rules, fragments);
  return visit(
    document,
    visitWithTypeInfo(info, {
      SelectionSet: {
        leave: (node) => {
          const parent = info.getParentType();
          const missing = isAbstractType(parent) ? finder.requiredBelow(node, parent.name) : [];
          return missing.length > 0 ? { ...node, selections: [...node.selections, ...missing] } : undefined;
        },
      },
    }),
  );
}

class Finder {
  readonly #schema: GraphQLSchema;
  readonly #rules: InterfaceRequires;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(schema: GraphQLSchema, rules: InterfaceRequires, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#schema = schema;
    this.#rules = rules;
    this.#fragments = fragments;
  }

  /** What fields in fragments of a set require, as fragments on their interfaces. */
  requiredBelow(set: SelectionSetNode, type: string): SelectionNode[] {
    const found = new Map<string, SelectionNode>();
    this.#collect(set, type, type, found);
    return [...found.values()];
  }

  #collect({ selections }: SelectionSetNode, type: string, top: string, found: Map<string, SelectionNode>): void {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        if (type !== top) this.#note(type, node.name.value, found);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.#fragments.get(node.name.value);
      if (fragment) this.#collect(fragment.selectionSet, fragment.typeCondition?.name.value ?? type, top, found);
    }
  }

  /** What clients can't see can't be asked for in their name. */
  #isKnown(name: string, { selections }: SelectionSetNode): boolean {
    const type = this.#schema.getType(name);
    const fields = isInterfaceType(type) ? type.getFields() : {};
    return selections.every((node) => node.kind === Kind.FIELD && Object.hasOwn(fields, node.name.value));
  }

  #note(typeName: string, field: string, found: Map<string, SelectionNode>): void {
    const type = this.#schema.getType(typeName);
    const wider = isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : [];
    for (const { name } of wider) {
      const selectionSet = this.#rules.get(name)?.get(field);
      if (selectionSet && this.#isKnown(name, selectionSet))
        found.set(`${name}.${field}`, fragmentOn(name, selectionSet));
    }
  }
}

const fragmentOn = (name: string, selectionSet: SelectionSetNode): SelectionNode => ({
  kind: Kind.INLINE_FRAGMENT,
  typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
  selectionSet,
});
