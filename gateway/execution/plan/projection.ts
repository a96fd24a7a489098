import type { QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { AppError } from '#kernel/errors.ts';
import { compileReaders, type Readers } from '../verbatim/compileReaders.ts';
import { compileIntrospection, type Introspect } from './introspection.ts';
import { compileFields } from './objectWriter.ts';
import type { Run, Variables } from './run.ts';
import { collectFields, type Selecting } from './selections.ts';
import { type Broken, ROOT } from './shaping.ts';
import { type BooleanOf, conditionsOf, type Fragments, makeVariants } from './variants.ts';
import { compileWriter } from './writers.ts';

/** The response to a client: JSON of `data`, and what subgraphs promised and did not keep. */
export type Projected = { readonly text: string; readonly broken: readonly Broken[] };

type Project = (run: Pick<Run, 'root' | 'variables' | 'absent'>) => Projected;

/** How one run of an operation reads answers and writes the response: the one fits the other. */
export type Shape = { readonly project: Project; readonly readers: Readers['byFetch'] | undefined };

export type Projecting = {
  readonly schema: GraphQLSchema;
  /** With all that is hidden from clients. */
  readonly fullSchema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly plan: QueryPlan;
  /** After so many runs readers for answers are worth their memory. */
  readonly readersAfter?: number | undefined;
};

const READERS_AFTER = 100;

/**
 * From what subgraphs answered to what the client asked for, against the API schema: nothing hidden comes through.
 * Values are completed as in https://spec.graphql.org/draft/#sec-Value-Completion
 */
export function compileProjection(given: Projecting, booleanOf: BooleanOf): (variables: Variables) => Shape {
  const { document, definition, readersAfter = READERS_AFTER } = given;
  const definitions = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const fragments: Fragments = new Map(definitions.map((fragment) => [fragment.name.value, fragment]));
  const variants = makeVariants(conditionsOf(definition, fragments), booleanOf, (isOn) => {
    const selecting = { schema: given.schema, fragments, isOn };
    let shape = compileShape(given, selecting, undefined);
    let runs = 0;
    return () => {
      runs += 1;
      if (runs === readersAfter) shape = compileShape(given, selecting, compileReaders(given, selecting));
      return shape;
    };
  });
  return (variables) => variants(variables)();
}

function compileShape({ schema, definition }: Projecting, given: Selecting, readers: Readers | undefined): Shape {
  const type = schema.getRootType(definition.operation);
  if (!type) throw new AppError('INTERNAL', 'NO_ROOT_TYPE', `the schema has no ${definition.operation}`);
  const textAt: Selecting['textAt'] = (place, key) => readers?.texts.at(place, key);
  const selecting = { ...given, textAt };
  const fields = collectFields(definition.selectionSet.selections, type, selecting);
  const introspections = new Map<string, Introspect>();
  for (const [key, nodes] of fields) {
    if (!/^__(schema|type)$/.test(nodes[0]?.name.value ?? '')) continue;
    const definitions = [...given.fragments.values()];
    introspections.set(key, compileIntrospection(schema, definition, definitions, key, nodes));
  }
  const write = compileFields(fields, type, { place: ROOT, selecting, compileWriter });
  const project: Project = ({ root, variables, absent }) => {
    const broken: Broken[] = [];
    const introspected = (key: string) => introspections.get(key)?.(variables) ?? 'null';
    return { text: write(root, { path: [], broken, absent, introspected }), broken };
  };
  return { project, readers: readers?.byFetch };
}
