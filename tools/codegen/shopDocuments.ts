import { globSync, readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { codegen } from '@graphql-codegen/core';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import {
  type DefinitionNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isAbstractType,
  type OperationDefinitionNode,
  parse,
  visit,
} from 'graphql';
import { AppError } from '#kernel/errors.ts';
import { composeSupergraph } from '../compose/composeSupergraph.ts';

/** As they travel in JSON. */
const SCALARS = { ID: 'string', DateTime: 'string', MinorUnits: 'number' };

/**
 * The modules that a front end imports: the types of the operations in a folder, and each as a document that knows them. They
 * are checked against what all subgraphs make together now, whether or not it has been composed.
 *
 * @throws AppError BAD_USER_INPUT (UNNAMED_OPERATION, NOT_COMPOSABLE), and GraphQL's errors for what doesn't fit the schema.
 */
export async function shopDocuments(folder: string): Promise<{ documents: string; possibleTypes: string }> {
  const sources = globSync(`${folder}/*.graphql`)
    .sort()
    .map((location) => ({ location, document: parse(readFileSync(location, 'utf8'), { noLocation: true }) }));
  const api = Supergraph.build(composeSupergraph().supergraphSdl).apiSchema().toGraphQLJSSchema();
  const types = await codegen({
    filename: 'documents.generated.ts',
    schema: parse('type Query { unused: Int }'),
    schemaAst: api,
    documents: sources,
    config: { scalars: SCALARS, enumsAsTypes: true, useTypeImports: true, skipTypename: false, maybeValue: 'T | null' },
    plugins: [{ typescriptOperations: {} }],
    pluginMap: { typescriptOperations },
  });
  const definitions = sources.flatMap(({ document }) => document.definitions);
  const head = "import type { Document } from './documents.ts';\n";
  const constants = definitions.filter(isOperation).map((one) => constantOf(one, definitions));
  return { documents: [head, types, ...constants].join('\n'), possibleTypes: possibleTypesOf(api) };
}

/** For caches that must know which types stand behind a union or interface, such as Apollo Client's. */
function possibleTypesOf(api: GraphQLSchema): string {
  const types = Object.values(api.getTypeMap())
    .filter(isAbstractType)
    .map((type) => `  ${type.name}: [${api.getPossibleTypes(type).map(({ name }) => `'${name}'`)}],`);
  const head =
    '/** The types behind each union and interface, for `new InMemoryCache({ possibleTypes })` of Apollo Client. */';
  return `${head}\nexport const possibleTypes: Record<string, string[]> = {\n${types.join('\n')}\n};`;
}

const isOperation = (definition: DefinitionNode): definition is OperationDefinitionNode =>
  definition.kind === 'OperationDefinition';

const isFragment = (definition: DefinitionNode): definition is FragmentDefinitionNode =>
  definition.kind === 'FragmentDefinition';

const KINDS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

function constantOf(operation: OperationDefinitionNode, all: readonly DefinitionNode[]): string {
  if (!operation.name) throw new AppError('BAD_USER_INPUT', 'UNNAMED_OPERATION', 'each operation needs a name');
  const name = operation.name.value;
  const type = `${name}${KINDS[operation.operation]}`;
  const document = { kind: 'Document', definitions: [operation, ...fragmentsOf(operation, all.filter(isFragment))] };
  const text = JSON.stringify(document, withoutEmptiness);
  // The module that is written casts: JSON does not know the types of its operation.
  return `export const ${name}Document = ${text} as unknown as Document<${type}, ${type}Variables>;\n`;
}

/** Those that it spreads, and those that these spread, each once. */
function fragmentsOf(operation: DefinitionNode, all: readonly FragmentDefinitionNode[]): FragmentDefinitionNode[] {
  const found = new Set<FragmentDefinitionNode>();
  const look = (definition: DefinitionNode) =>
    visit(definition, {
      FragmentSpread: ({ name }) => {
        const fragment = all.find((one) => one.name.value === name.value);
        if (!fragment || found.has(fragment)) return;
        found.add(fragment);
        look(fragment);
      },
    });
  look(operation);
  return [...found];
}

/** A third of a document is lists with nothing in them, which whoever reads documents takes as missing. */
const withoutEmptiness = (_key: string, value: unknown) =>
  Array.isArray(value) && value.length === 0 ? undefined : value;
