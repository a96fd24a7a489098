import { readFile } from 'node:fs/promises';
import { printSubgraphSchema } from '@apollo/subgraph';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import { type DocumentNode, parse, visit } from 'graphql';
import { schemaOf } from './schemaOf.ts';

/** `subgraphs/x/codegen.json`: where the types behind the schema's types stand, as `./file.ts#Name`. */
type Settings = { contextType: string; mappers: Record<string, string> };

const SCALARS = { ID: 'string', DateTime: 'Date', MinorUnits: 'number' };

/** The text of a subgraph's generated.ts: the types that its resolvers must have. */
export async function resolverTypes(folder: string): Promise<string> {
  const schema = await schemaOf(folder);
  const settings = JSON.parse(await readFile(`${folder}/codegen.json`, 'utf8')) as Settings;
  return codegen({
    filename: `${folder}/generated.ts`,
    schema: withoutFederationFields(parse(printSubgraphSchema(schema))),
    documents: [],
    config: {
      ...settings,
      federation: true,
      scalars: SCALARS,
      enumsAsTypes: true,
      useTypeImports: true,
      maybeValue: 'T | null',
      inputMaybeValue: 'T | null | undefined',
      allowImportingTsExtensions: true,
    },
    plugins: [{ typescript: {} }, { typescriptResolvers: {} }],
    pluginMap: { typescript, typescriptResolvers },
  });
}

const FEDERATION_OWN = /^_(entities|service|Service|Any|Entity)$/;

/** `@apollo/subgraph` resolves these itself. */
const withoutFederationFields = (document: DocumentNode): DocumentNode =>
  visit(document, {
    enter: (node) => ('name' in node && FEDERATION_OWN.test(node.name?.value ?? '') ? null : undefined),
  });
