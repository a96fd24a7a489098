import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { AppError } from '#kernel/errors.ts';
import { compileIntrospection, type Introspect } from './introspection.ts';
import { compileFields } from './objectWriter.ts';
import type { Run } from './run.ts';
import { collectFields } from './selections.ts';
import type { Broken } from './shaping.ts';
import { type BooleanOf, conditionsOf, type Fragments, makeVariants } from './variants.ts';
import { compileWriter } from './writers.ts';

/** The response to a client: JSON of `data`, and what subgraphs promised and did not keep. */
export type Projected = { readonly text: string; readonly broken: readonly Broken[] };

export type Project = (run: Pick<Run, 'root' | 'variables' | 'absent'>) => Projected;

type Asked = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
};

/**
 * From what subgraphs answered to what the client asked for, against the API schema: nothing hidden comes through.
 * Values are completed as in https://spec.graphql.org/draft/#sec-Value-Completion
 */
export function compileProjection({ schema, document, definition }: Asked, booleanOf: BooleanOf): Project {
  const definitions = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const fragments: Fragments = new Map(definitions.map((fragment) => [fragment.name.value, fragment]));
  const type = schema.getRootType(definition.operation);
  if (!type) throw new AppError('INTERNAL', 'NO_ROOT_TYPE', `the schema has no ${definition.operation}`);
  const variants = makeVariants(conditionsOf(definition, fragments), booleanOf, (isOn) => {
    const selecting = { schema, fragments, isOn };
    const fields = collectFields(definition.selectionSet.selections, type, selecting);
    const introspections = new Map<string, Introspect>();
    for (const [key, nodes] of fields) {
      if (!/^__(schema|type)$/.test(nodes[0]?.name.value ?? '')) continue;
      introspections.set(key, compileIntrospection(schema, definition, definitions, key, nodes));
    }
    return { write: compileFields(fields, type, selecting, compileWriter), introspections };
  });
  return ({ root, variables, absent }) => {
    const { write, introspections } = variants(variables);
    const broken: Broken[] = [];
    const introspected = (key: string) => introspections.get(key)?.(variables) ?? 'null';
    return { text: write(root, { path: [], broken, absent, introspected }), broken };
  };
}
