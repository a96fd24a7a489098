import type { Logger } from '#kernel/logging.ts';
import type { Snapshot } from './snapshot.ts';

/** Setting → names of subgraphs in it. */
type Named = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/**
 * Says which settings are for subgraphs that the supergraph does not have. It may have them one day, so that the gateway starts
 * all the same; but most are misspelt.
 */
export function makeWarnOfNames(named: Named, logger: Logger): (snapshot: Pick<Snapshot, 'subgraphs'>) => void {
  const said = new Set<string>();
  return ({ subgraphs }) => {
    for (const [setting, names] of Object.entries(named)) {
      const unknown = Object.keys(names ?? {}).filter(
        (name) => !subgraphs.has(name) && !said.has(`${setting} ${name}`),
      );
      if (unknown.length === 0) continue;
      for (const name of unknown) said.add(`${setting} ${name}`);
      logger.warn({ setting, unknown, known: [...subgraphs.keys()] }, 'a setting is for subgraphs that are not there');
    }
  };
}
