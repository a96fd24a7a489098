import { services } from '#subgraphs/directory.ts';
import { labelsOf, type Manifest } from './workloads.ts';

/** For production: of no service more than one pod is away on purpose. */
export const disruptionBudgets = (): Manifest[] =>
  services.map((name) => ({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, labels: labelsOf(name) },
    spec: { maxUnavailable: 1, selector: { matchLabels: labelsOf(name) } },
  }));
