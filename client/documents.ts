import { type DocumentNode, type OperationDefinitionNode, print } from 'graphql';

/**
 * An operation of GraphQL that knows the types of its variables and of its answer. Written as `TypedDocumentNode` of
 * `@graphql-typed-document-node/core` is, so that Apollo Client, urql and others take these, and this client takes theirs.
 */
export interface Document<Data, Variables> extends DocumentNode {
  __apiType?: (variables: Variables) => Data;
}

type Operation = {
  readonly text: string;
  readonly kind: OperationDefinitionNode['operation'];
  readonly name: string | undefined;
  /** The variable in the argument `after` of a subscription, which would go before the place that this client knows. */
  readonly afterVariable: string | undefined;
};

const known = new WeakMap<DocumentNode, Operation>();

/** What is sent of a document. @throws TypeError when it holds no operation. */
export function operationOf(document: DocumentNode): Operation {
  const operation = known.get(document) ?? readOperation(document);
  known.set(document, operation);
  return operation;
}

function readOperation(document: DocumentNode): Operation {
  const definition = document.definitions.find((one) => one.kind === 'OperationDefinition');
  if (!definition) throw new TypeError('the document holds no operation');
  const afterVariable = definition.operation === 'subscription' ? afterVariableOf(definition) : undefined;
  return { text: print(document), kind: definition.operation, name: definition.name?.value, afterVariable };
}

/** A subscription has one root field. */
function afterVariableOf({ selectionSet }: OperationDefinitionNode): string | undefined {
  const field = selectionSet.selections.find((selection) => selection.kind === 'Field');
  const value = field?.arguments?.find(({ name }) => name.value === 'after')?.value;
  return value?.kind === 'Variable' ? value.name.value : undefined;
}
