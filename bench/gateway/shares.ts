/** The parts of a CPU profile of V8 that are read here; times in microseconds. */
export type Profile = {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

const SHOWN = 25;

/** Where time went, in shares of what the process was busy: by package or folder, and by function. */
export function shareTable({ nodes, samples, timeDeltas }: Profile): string {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const owners = new Map<string, number>();
  const functions = new Map<string, number>();
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    const took = timeDeltas[index] ?? 0;
    if (!frame || frame.functionName === '(idle)') continue;
    busy += took;
    add(owners, ownerOf(frame), took);
    add(functions, `${frame.functionName || '(anonymous)'} ${placeOf(frame.url)}:${frame.lineNumber + 1}`, took);
  }
  const top = (times: ReadonlyMap<string, number>) =>
    [...times]
      .sort(([, a], [, b]) => b - a)
      .slice(0, SHOWN)
      .map(([name, time]) => `${((time / busy) * 100).toFixed(1).padStart(5)} % ${name}`);
  return [...top(owners), '', ...top(functions)].join('\n');
}

type Frame = Profile['nodes'][number]['callFrame'];

const add = (times: Map<string, number>, name: string, took: number) => times.set(name, (times.get(name) ?? 0) + took);

/** A package, a part of Node, or one of our folders; system calls and V8's own work stand for themselves. */
function ownerOf({ functionName, url }: Frame): string {
  if (url === '') return functionName;
  const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/.exec(url) ?? [];
  return name ?? placeOf(url).replace(/\/[^/]+$/, '');
}

const HERE = new URL('../..', import.meta.url).href;
const placeOf = (url: string): string => url.replace(HERE, '').replace(/^.*node_modules\//, '');
