import {
  gatewayMetricsOffset,
  grants,
  portOffsets,
  services,
  subgraphNames,
  workerNames,
} from '#subgraphs/directory.ts';

/** A Kubernetes object, as YAML writes it. */
export type Manifest = { readonly kind: string; readonly [field: string]: unknown };

export type ServiceName = (typeof services)[number];

const PORT_BASE = 4000;
const SHOP = 'bazaar';
/** The stop itself takes 10 s at most; before it, those who send requests learn that the pod goes. */
const LEAVE_SECONDS = 5;
const STOP_SECONDS = 15;
/** Longer than STARTUP_TIMEOUT_MS, after which the process ends by itself and says why. */
const START = { periodSeconds: 2, failureThreshold: 60 };

const isWorker = (name: ServiceName): boolean => workerNames.some((worker) => worker === name);
export const portOf = (name: ServiceName): number => PORT_BASE + portOffsets[name];
export const metricsPortOf = (name: ServiceName): number =>
  name === 'gateway' ? PORT_BASE + gatewayMetricsOffset : portOf(name);
export const labelsOf = (name: string) => ({ 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': SHOP });

function mainOf(name: ServiceName): string {
  if (name === 'gateway') return 'gateway/main.ts';
  return isWorker(name) ? `events/workers/${name}/main.ts` : `subgraphs/${name}/main.ts`;
}

/** A smaller young generation than V8's own of 32 MB: as quick, and less memory (docs/performance.md). */
const flagsOf = (name: ServiceName): string[] => (name === 'gateway' ? ['--max-semi-space-size=24'] : []);

/** Every process of the shop: a Deployment, and a Service for those that are asked. */
export const workloads = (): Manifest[] =>
  services.flatMap((name) => (isWorker(name) ? [deployment(name)] : [deployment(name), service(name)]));

function service(name: ServiceName): Manifest {
  const ports = [{ name: 'http', port: portOf(name), targetPort: 'http' }];
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: labelsOf(name) },
    spec: { selector: labelsOf(name), ports },
  };
}

function deployment(name: ServiceName): Manifest {
  const labels = labelsOf(name);
  const scraped = {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(metricsPortOf(name)),
    'prometheus.io/path': '/metrics',
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels },
    spec: {
      replicas: 1,
      revisionHistoryLimit: 3,
      // A new one is ready before an old one goes.
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      selector: { matchLabels: labels },
      template: { metadata: { labels, annotations: scraped }, spec: pod(name) },
    },
  };
}

function pod(name: ServiceName) {
  return {
    automountServiceAccountToken: false,
    // Else variables such as ORDERS_PORT would come from the cluster.
    enableServiceLinks: false,
    terminationGracePeriodSeconds: LEAVE_SECONDS + STOP_SECONDS,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: labelsOf(name) },
      },
    ],
    // In production no service makes topics; doing it again changes nothing.
    initContainers: [{ ...container('topics', ['node', 'tools/topics/cli.ts']) }],
    containers: [{ ...container(name, ['node', ...flagsOf(name), mainOf(name)]), ...served(name) }],
    volumes: [
      { name: 'tmp', emptyDir: {} },
      { name: 'keys', projected: { defaultMode: 0o440, sources: keySources(name) } },
    ],
  };
}

/** The public halves of all keys, and only its own private one. */
const keySources = (name: ServiceName) => ['public', name].map((whose) => ({ secret: { name: `keys-${whose}` } }));

const container = (name: string, command: readonly string[]) => ({
  name,
  image: SHOP,
  command,
  envFrom: [{ configMapRef: { name: SHOP } }],
  resources: { requests: { cpu: '100m', memory: '192Mi' }, limits: { cpu: '2', memory: '512Mi' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
  volumeMounts: [
    { name: 'tmp', mountPath: '/tmp' },
    { name: 'keys', mountPath: '/keys', readOnly: true },
  ],
});

function served(name: ServiceName) {
  const get = (path: string) => ({ httpGet: { path, port: 'http' } });
  const metrics = name === 'gateway' ? [{ name: 'metrics', containerPort: metricsPortOf(name) }] : [];
  return {
    ports: [{ name: 'http', containerPort: portOf(name) }, ...metrics],
    startupProbe: { ...get('/health/live'), ...START },
    livenessProbe: { ...get('/health/live'), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    readinessProbe: { ...get('/health/ready'), periodSeconds: 3, timeoutSeconds: 2, failureThreshold: 2 },
    lifecycle: { preStop: { sleep: { seconds: LEAVE_SECONDS } } },
  };
}

/** Variables that say where services are: `NAME=value` lines. */
export function addresses(): string {
  const urlOf = (name: ServiceName) => `http://${name}:${portOf(name)}/graphql`;
  const asked = subgraphNames.filter((name) => Object.keys(grants[name]).length > 0);
  return [
    ...asked.map((name) => `${name.toUpperCase()}_URL=${urlOf(name)}`),
    `SUBGRAPH_URLS=${subgraphNames.map((name) => `${name}=${urlOf(name)}`).join(',')}`,
  ].join('\n');
}
