import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { printSchema } from 'graphql';
import { z } from 'zod';
import { composeSupergraph } from '../compose/composeSupergraph.ts';
import { projectRoot } from '../paths.ts';
import { runCommand } from '../processes/command.ts';

const EMIT = [
  ...['--noEmit', 'false', '--declaration', '--rewriteRelativeImportExtensions'],
  ...['--rootDir', 'client', '--target', 'es2023', '--outDir'],
];

const rootPackage = z.object({
  version: z.string(),
  license: z.string(),
  dependencies: z.object({ graphql: z.string() }),
});

/** Writes the client as a package that any project may install: plain JavaScript, its types, the operations and the schema. */
export async function packClient(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const tsc = join(projectRoot, 'node_modules/.bin/tsc');
  await runCommand(tsc, ['-p', join(projectRoot, 'client'), ...EMIT, folder]);
  cpSync(join(projectRoot, 'client/operations'), join(folder, 'operations'), { recursive: true });
  cpSync(join(projectRoot, 'client/README.md'), join(folder, 'README.md'));
  const api = Supergraph.build(composeSupergraph().supergraphSdl).apiSchema().toGraphQLJSSchema();
  writeFileSync(join(folder, 'schema.graphql'), `${printSchema(api)}\n`);
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
}

function manifest() {
  const own = rootPackage.parse(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')));
  return {
    name: 'bazaar-client',
    version: own.version,
    description: 'Typed client of a Bazaar shop',
    license: own.license,
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20.3' },
    exports: {
      '.': moduleAt('shopClient'),
      './documents': moduleAt('documents.generated'),
      './errors': moduleAt('errors'),
      './possibleTypes': moduleAt('possibleTypes.generated'),
      './schema.graphql': './schema.graphql',
    },
    peerDependencies: { graphql: `^${own.dependencies.graphql.split('.')[0]}.0.0` },
  };
}

const moduleAt = (name: string) => ({ types: `./${name}.d.ts`, default: `./${name}.js` });
