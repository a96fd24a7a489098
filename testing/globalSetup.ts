import { readFile } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { provisionChromium, provisionKafka, provisionMongod, releaseProvisions } from './provisions.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    mongodbUri: string;
    /** Undefined when no test of this run asks for it. */
    kafkaBrokers: string | undefined;
    chromiumPath: string | undefined;
  }
}

/** Runs once for each project that needs servers; the projects of one run share what was started. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const wanted = await importsOf(project);
  const [mongodbUri, kafkaBrokers, chromiumPath] = await Promise.all([
    provisionMongod(),
    wanted('#testing/kafka.ts') ? provisionKafka() : undefined,
    wanted('#testing/chromium.ts') ? provisionChromium() : undefined,
  ]);
  project.provide('mongodbUri', mongodbUri);
  project.provide('kafkaBrokers', kafkaBrokers);
  project.provide('chromiumPath', chromiumPath);
  return releaseProvisions;
}

/** Whether a test file of this run imports a module: Kafka takes seconds, and a browser may have to be installed. */
async function importsOf(project: TestProject): Promise<(specifier: string) => boolean> {
  const files = project.vitest.state.getPaths().filter((file) => project.matchesTestGlob(file));
  const sources = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return (specifier) => sources.some((source) => source.includes(`'${specifier}'`));
}
