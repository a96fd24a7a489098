import { readFile } from 'node:fs/promises';
import { codegen } from '@graphql-codegen/core';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { type DocumentNode, type OperationDefinitionNode, parse, print } from 'graphql';
import { AppError } from '#kernel/errors.ts';
import { schemaOf } from './schemaOf.ts';

/** As they travel in JSON. */
const SCALARS = { ID: 'string', DateTime: 'string', MinorUnits: 'number' };

/**
 * The text beside a client's `.graphql` file: the types of its operations, and each as a typed constant.
 * The file's first line says whom it calls: `# calls: products`.
 *
 * @throws AppError BAD_USER_INPUT (NO_CALLEE), and GraphQL's errors for operations that don't fit the callee's schema.
 */
export async function clientOperations(file: string): Promise<string> {
  const text = await readFile(file, 'utf8');
  const callee = /^# calls: (\w+)/.exec(text)?.[1];
  if (!callee)
    throw new AppError('BAD_USER_INPUT', 'NO_CALLEE', `${file} must begin with a line such as "# calls: products"`);
  const schema = await schemaOf(`subgraphs/${callee}`);
  const document = parse(text, { noLocation: true });
  const types = await codegen({
    filename: file,
    schema: parse('type Query { unused: Int }'),
    schemaAst: schema,
    documents: [{ location: file, document }],
    config: { scalars: SCALARS, enumsAsTypes: true, useTypeImports: true, skipTypename: false, maybeValue: 'T | null' },
    plugins: [{ typescriptOperations: {} }],
    pluginMap: { typescriptOperations },
  });
  const head = "import type { TypedOperation } from '#kernel/serviceClient.ts';\n";
  return [head, types, ...operationsOf(document).map((operation) => constantOf(operation, document))].join('\n');
}

const operationsOf = (document: DocumentNode) =>
  document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === 'OperationDefinition',
  );

function constantOf(operation: OperationDefinitionNode, document: DocumentNode): string {
  const name = operation.name?.value ?? '';
  const kind = operation.operation === 'query' ? 'Query' : 'Mutation';
  const fragments = document.definitions.filter(({ kind }) => kind === 'FragmentDefinition');
  const text = [operation, ...fragments].map(print).join('\n\n');
  const type = `TypedOperation<${name}${kind}, ${name}${kind}Variables>`;
  return `export const ${name}: ${type} = /* GraphQL */ \`\n${text}\n\`;\n`;
}
