import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { onPath } from '../processes/onPath.ts';

const NOT_INSTALLED = 3;

/** Renders each overlay, and production with each component, and has them checked. @returns the exit code: 0, 1, or 3 when a program for it is missing. */
export function validate(folder: string): number {
  const render = rendererOf();
  if (!render) return missing('neither kubectl nor kustomize is on the PATH');
  if (!onPath(['kubernetes-validate'], process.env))
    return missing('kubernetes-validate is not installed: pip install kubernetes-validate');
  const overlays = readdirSync(join(folder, 'overlays'));
  const components = readdirSync(join(folder, 'components'));
  const results = [
    ...overlays.map((name) => isValid(name, render, join(folder, 'overlays', name))),
    ...components.map((name) => isValidInProduction(name, render, folder)),
  ];
  return results.every(Boolean) ? 0 : 1;
}

function missing(what: string): number {
  console.error(`not validated: ${what}`);
  return NOT_INSTALLED;
}

type Command = readonly [program: string, ...args: string[]];

function rendererOf(): Command | undefined {
  const kubectl = onPath(['kubectl'], process.env);
  if (kubectl) return [kubectl, 'kustomize'];
  const kustomize = onPath(['kustomize'], process.env);
  return kustomize === undefined ? undefined : [kustomize, 'build'];
}

function isValidInProduction(component: string, render: Command, manifests: string): boolean {
  const folder = temporaryFolder();
  const from = (...path: string[]) => relative(folder, join(manifests, ...path));
  const kustomization = { resources: [from('overlays', 'production')], components: [from('components', component)] };
  writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify(kustomization));
  const result = isValid(`production with ${component}`, render, folder);
  rmSync(folder, { recursive: true });
  return result;
}

// Where it really is: the paths between it and the manifests are relative.
const temporaryFolder = (): string => realpathSync(mkdtempSync(join(tmpdir(), 'bazaar-kubernetes-')));

function isValid(name: string, [program, ...args]: Command, overlay: string): boolean {
  const rendered = spawnSync(program, [...args, overlay], { encoding: 'utf8' });
  if (rendered.status !== 0) return told(name, rendered.stderr);
  const folder = temporaryFolder();
  const file = join(folder, 'rendered.yaml');
  writeFileSync(file, rendered.stdout);
  const checked = spawnSync('kubernetes-validate', ['--strict', '--quiet', file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return checked.status === 0 ? told(name) : told(name, checked.stdout + checked.stderr);
}

function told(name: string, complaint?: string): boolean {
  console.log(complaint === undefined ? `${name} is valid` : `${name}: ${complaint.trim()}`);
  return complaint === undefined;
}
