import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { services as shopServices } from '#subgraphs/directory.ts';
import { projectRoot } from '../paths.ts';

type Container = {
  readonly profiles?: readonly string[];
  readonly ports?: readonly string[];
  readonly deploy?: { readonly replicas: number };
  readonly volumes?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly mem_limit?: string;
};

const file = parse(readFileSync(join(projectRoot, 'docker-compose.yml'), 'utf8'), { merge: true });
const all = Object.entries<Container>(file.services).filter(([, { profiles }]) => profiles === undefined);

describe('the compose file', () => {
  it('publishes the gateway and the mail preview, and nothing else', () => {
    expect(all.filter(([, { ports }]) => ports !== undefined).map(([name]) => name)).toEqual(['gateway', 'mails']);
  });

  it('has as many ports for gateways as gateways, so that each finds its own free when it is started again', () => {
    const { ports, deploy }: Container = file.services.gateway;
    const [, first, last] = /GATEWAY_PORTS:-(\d+)-(\d+)}/.exec(ports?.[0] ?? '') ?? [];

    expect(first).toBe('4000');
    expect(Number(last) - Number(first) + 1).toBe(deploy?.replicas);
  });

  it('lets no container of the shop write anywhere but into volumes and /tmp, or have any right', () => {
    for (const name of [...shopServices, 'seed', 'keys', 'topics', 'mails']) {
      expect(file.services[name], name).toMatchObject({ read_only: true, tmpfs: ['/tmp'], cap_drop: ['ALL'] });
    }
  });

  it('limits the memory of what stays', () => {
    for (const [name, { mem_limit }] of all) if (name !== 'mongo-setup') expect(mem_limit, name).toBeTruthy();
  });

  it('gives each service its own keys, and nobody but who makes them all of them', () => {
    for (const name of shopServices) {
      expect(file.services[name].volumes).toEqual([`keys-${name}:/keys:ro`]);
      expect(file.services.keys.volumes).toContain(`keys-${name}:/handed/${name}`);
    }
    const masters = all.filter(([, { volumes }]) => volumes?.some((volume) => volume.startsWith('keys:')));
    expect(masters.map(([name]) => name)).toEqual(['keys']);
  });
});
