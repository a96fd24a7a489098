import {
  type DocumentNode,
  executeSync,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { AppError } from '#kernel/errors.ts';
import type { Variables } from './run.ts';

/** Answers kept for one operation, by the values of its variables. */
const KEPT = 8;

/** JSON of one field about the schema. */
export type Introspect = (variables: Variables) => string;

/** Executed by graphql-js, and then known: the schema of a snapshot never changes. */
export function compileIntrospection(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
  key: string,
  nodes: readonly FieldNode[],
): Introspect {
  const selectionSet = { kind: Kind.SELECTION_SET, selections: nodes } as const;
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [{ ...operation, directives: [], selectionSet }, ...fragments],
  };
  const kept = new Map<string, string>();
  return (variables) => {
    const values = JSON.stringify(variables);
    const known = kept.get(values);
    if (known) return known;
    const { data, errors } = executeSync({ schema, document, variableValues: variables, rootValue: {} });
    if (errors) throw new AppError('INTERNAL', 'INTROSPECTION_FAILED', errors.map(({ message }) => message).join('; '));
    const text = JSON.stringify(data?.[key] ?? null);
    if (kept.size >= KEPT) kept.clear();
    kept.set(values, text);
    return text;
  };
}
