import { grants, type services, subgraphNames, workerNames } from '#subgraphs/directory.ts';
import { labelsOf, type Manifest, metricsPortOf, portOf, type ServiceName } from './workloads.ts';

const MONITORING = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } };

/** Who may connect to whom: as subgraphs/directory.ts grants calls. What no policy allows is closed. */
export const policies = (): Manifest[] => [
  policy('closed', {}, []),
  policy('gateway', selecting('gateway'), [
    // The one public door: the ingress controller's namespace has no name that is the same everywhere.
    { ports: [tcp(portOf('gateway'))] },
    { from: [MONITORING], ports: [tcp(metricsPortOf('gateway'))] },
  ]),
  ...subgraphNames.map((name) =>
    policy(name, selecting(name), [
      {
        from: [...callersOf(name).map((caller) => ({ podSelector: selecting(caller) })), MONITORING],
        ports: [tcp(portOf(name))],
      },
    ]),
  ),
  ...workerNames.map((name) =>
    policy(name, selecting(name), [{ from: [MONITORING], ports: [tcp(metricsPortOf(name))] }]),
  ),
];

type Service = (typeof services)[number];

/** The gateway asks all; other services where a field is granted to them. */
export function callersOf(callee: keyof typeof grants): Service[] {
  const granted = Object.values<readonly Service[]>(grants[callee]).flat();
  return ['gateway', ...[...new Set(granted)].toSorted()];
}

const selecting = (name: ServiceName) => ({ matchLabels: labelsOf(name) });
const tcp = (port: number) => ({ protocol: 'TCP', port });

const policy = (name: string, podSelector: object, ingress: readonly object[]): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name },
  spec: { podSelector, policyTypes: ['Ingress'], ingress },
});
