import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { ApolloGateway, type SupergraphSdlUpdateFunction } from '@apollo/gateway';
import { AppError, messageOf } from '#kernel/errors.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import { plannerConfig } from '../planning/makePlanner.ts';
import { readSource, type SupergraphSource } from '../planning/supergraphSource.ts';
import { buildSnapshot, type Snapshot } from './snapshot.ts';

export type Supergraph = {
  /** The latest good one. */
  current(): Snapshot;
};

type Options = {
  file: string;
  pollMs?: number;
  /** Told of each that is taken up, the first too. */
  onSnapshot?: (snapshot: Snapshot) => void;
};

/**
 * `ApolloGateway` loads, checks and updates the supergraph; what is derived from it is a snapshot of ours. The file is
 * looked at again and again, and a new version takes over between two requests. A bad one is logged and left aside.
 *
 * @throws AppError BAD_USER_INPUT (SUPERGRAPH_UNREADABLE, SUPERGRAPH_INVALID).
 */
export async function loadSupergraph({ file, pollMs = 1_000, onSnapshot }: Options, scope: Scope): Promise<Supergraph> {
  const { logger } = scope;
  let snapshot: Snapshot | undefined;
  let update: SupergraphSdlUpdateFunction = () => {};
  let source: SupergraphSource;
  /** Apollo's may not see that there are rules, since it would not enforce them; the snapshot does. */
  const read = () => {
    source = readSource(readFileSync(file, 'utf8'));
    return source.plannable.sdl;
  };

  // Its constructor would start an exporter of usage data, and has no option for it.
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  const apollo = new ApolloGateway({
    logger: { debug: () => {}, info: () => {}, warn: (text) => logger.warn(text), error: (text) => logger.error(text) },
    validateSupergraph: true,
    queryPlannerConfig: plannerConfig,
    buildService: () => ({ process: () => Promise.reject(new Error('the gateway calls subgraphs by itself')) }),
    supergraphSdl: async (manager) => {
      update = manager.update;
      return { supergraphSdl: read() };
    },
  });
  apollo.onSchemaLoadOrUpdate(() => {
    // Apollo's only logs what is thrown here; the old snapshot then stays.
    // Nothing else shows the planner that it has made; a second one would take as much time and memory again.
    snapshot = buildSnapshot(source, apollo.__testing().queryPlanner);
    onSnapshot?.(snapshot);
  });
  await apollo.load().catch((error: unknown) => {
    throw asConfigurationError(file, error);
  });
  const loaded = snapshot;
  if (!loaded) throw asConfigurationError(file, new Error('no schema can be made of it'));

  watchFile(file, { interval: pollMs, persistent: false }, () => {
    try {
      update(read());
      logger.info({ file }, 'the supergraph was reloaded');
    } catch (error) {
      logger.error({ file, reason: messageOf(error) }, 'the supergraph file is bad: the old supergraph stays');
    }
  });
  scope.onStop(async () => {
    unwatchFile(file);
    await apollo.stop();
  });
  return { current: () => snapshot ?? loaded };
}

function asConfigurationError(file: string, cause: unknown): AppError {
  const unreadable = cause instanceof Error && 'syscall' in cause;
  const reason = unreadable ? 'SUPERGRAPH_UNREADABLE' : 'SUPERGRAPH_INVALID';
  const said = messageOf(cause);
  // Apollo has no other mark for it.
  const why = said.includes('must be a core schema') ? `${said}. Is it a subgraph's, or not composed yet?` : said;
  return new AppError('BAD_USER_INPUT', reason, `the supergraph ${file} can't be used: ${why}`, { cause });
}
