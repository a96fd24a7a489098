import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type PortName, portOffsets, subgraphNames, workerNames } from '#subgraphs/directory.ts';
import { projectRoot } from '../paths.ts';
import { namesOf } from './names.ts';
import { freeOffset, inCompose, inDirectory, inErrors, inSupergraph } from './register.ts';
import { requireFree } from './requireFree.ts';

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8');
const subgraph = { kind: 'subgraph', name: 'gifts', portOffset: 7 } as const;
const worker = { kind: 'worker', name: 'fax', portOffset: 17 } as const;

/** Lines of `after` that `before` lacks. */
const added = (before: string, after: string) => {
  const lines = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !lines.has(line));
};

describe('a new service', () => {
  it('gets the first free port among its like, and one beyond them when all are taken', () => {
    expect(freeOffset('subgraph', [0, 1, 2, 4])).toBe(3);
    expect(freeOffset('worker', [11, 12])).toBe(13);
    expect(freeOffset('subgraph', [1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe(50);
    const all = Array.from({ length: 100 }, (_each, index) => index);
    expect(() => freeOffset('worker', all)).toThrow('there is no port left for another worker');
  });

  it('stands in the directory: a subgraph with grants, a worker without', () => {
    const before = read('subgraphs/directory.ts');

    expect(added(before, inDirectory(before, subgraph))).toEqual(['  gifts: 7,', '  gifts: {},']);
    expect(added(before, inDirectory(before, worker))).toEqual(['  fax: 17,']);
  });

  it('is composed when it is a subgraph', () => {
    const { subgraphs } = parse(inSupergraph(read('supergraph.yaml'), subgraph));

    expect(subgraphs.gifts).toEqual({
      routing_url: 'http://localhost:4007/graphql',
      schema: { file: './subgraphs/gifts/schema.graphql' },
    });
    expect(Object.keys(subgraphs)).toEqual([...subgraphNames, 'gifts']);
  });

  it('has its refusal in the list of codes when it is a subgraph', () => {
    const before = read('docs/errors.md');

    expect(added(before, inErrors(before, { entities: 'gifts', ENTITY: 'GIFT' }))).toEqual([
      '| `GIFT_LIMIT_REACHED` | nobody may have more gifts | |',
    ]);
  });

  it('is a container that the gateway waits for and finds', () => {
    const composed = inCompose(inCompose(read('docker-compose.yml'), subgraph), worker);
    const { services, volumes } = parse(composed, { merge: true });

    expect(services.gifts.command).toEqual(['node', 'subgraphs/gifts/main.ts']);
    expect(services.fax.command).toEqual(['node', 'events/workers/fax/main.ts']);
    expect(services.fax.healthcheck.test.at(-1)).toBe('4017');
    for (const name of ['gifts', 'fax']) {
      expect(services[name].volumes).toEqual([`keys-${name}:/keys:ro`]);
      expect(services.keys.volumes).toContain(`keys-${name}:/handed/${name}`);
      expect(volumes).toHaveProperty(`keys-${name}`);
    }
    expect(services.gateway.depends_on.gifts).toEqual({ condition: 'service_healthy' });
    expect(services.gateway.depends_on.fax).toBeUndefined();
    expect(services.gateway.environment.WORKER_URLS.split(',')).toEqual(
      [...workerNames, 'fax'].map((name) => {
        const offset = name === 'fax' ? 17 : portOffsets[name as PortName];
        return `${name}=http://${name}:${4000 + offset}`;
      }),
    );
    const urls = services.gateway.environment.SUBGRAPH_URLS.split(',').map((each: string) => each.trim());
    expect(urls).toEqual(
      [...subgraphNames, 'gifts'].map((name) => {
        const offset = name === 'gifts' ? 7 : portOffsets[name as PortName];
        return `${name}=http://${name}:${4000 + offset}/graphql`;
      }),
    );
  });
});

it('every service of the directory has its container', () => {
  const { services } = parse(read('docker-compose.yml'), { merge: true });
  for (const name of [...subgraphNames, ...workerNames]) {
    expect(services[name]?.healthcheck.test.at(-1), name).toBe(String(4000 + portOffsets[name]));
  }
});

it.each([
  ['subgraph', 'orders', undefined, 'there is a folder subgraphs/orders already'],
  ['worker', 'orders', undefined, 'there is a folder subgraphs/orders already'],
  ['worker', 'gateway', undefined, 'there is a part of the shop called gateway already'],
  ['worker', 'topics', undefined, 'docker-compose.yml has a container or volume topics already'],
  ['subgraph', 'bills', 'Payment', 'the API has a type Payment already'],
  ['subgraph', 'places', 'Address', 'the API has a type Address already'],
  ['subgraph', 'people', 'Me', 'the API has a root field me already'],
] as const)('a name that is taken is refused: %s %s %s', (kind, name, entity, why) => {
  expect(() => requireFree(kind, namesOf(name, entity), projectRoot)).toThrow(why);
});
