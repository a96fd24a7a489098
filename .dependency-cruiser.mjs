// Who may import what: docs/architecture.md. `npm run check` runs it.

const TESTS =
  '\\.test\\.ts$|UnderTest\\.ts$|Contract\\.ts$|^(testing|tests|tools|bench)/|/(testing|fakes)/|^vitest\\.config\\.ts$';
const ENTRY_POINTS = '/(main|seed|cli)\\.ts$|/cli/[^/]+\\.ts$';
/** What every part of the shop knows of the others: ports, names, grants. */
const DIRECTORY = '^subgraphs/directory\\.ts$';
const PACKAGES = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];
const NODE = ['core'];

/** Modules of the project (not packages, not node:) that `from` may not import. */
const onlyProjectFiles = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: TESTS },
  to: { pathNot: ['node_modules', ...allowed], dependencyTypesNot: [...PACKAGES, ...NODE] },
});

const forbidden = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    forbidden('no-cycles', 'A cycle has no first file to read.', {}, { circular: true }),
    forbidden('no-unresolved', 'It would fail when it runs.', {}, { couldNotResolve: true }),
    forbidden(
      'no-orphans',
      'Nobody imports it and it starts nothing.',
      { orphan: true, pathNot: [TESTS, ENTRY_POINTS, '\\.mjs$'] },
      {},
    ),
    forbidden('no-barrels', 'Import what you mean from where it is.', { path: '(^|/)index\\.ts$' }, {}),
    forbidden(
      'no-development-packages',
      'A production image has only what dependencies names.',
      { path: '^(kernel|events|subgraphs|gateway)/', pathNot: TESTS },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    ),

    onlyProjectFiles('kernel-knows-nobody', 'The kernel has no business words.', '^kernel/', ['^kernel/']),

    onlyProjectFiles('domain-is-pure', 'Decide and evolve, nothing else.', '^subgraphs/([^/]+)/domain/', [
      '^subgraphs/$1/domain/',
      '^kernel/(errors|decider)\\.ts$',
    ]),
    forbidden(
      'domain-uses-no-package',
      'It runs without Node, Mongo, Kafka or GraphQL.',
      { path: '^subgraphs/[^/]+/domain/', pathNot: TESTS },
      { dependencyTypes: [...PACKAGES, ...NODE] },
    ),
    onlyProjectFiles('usecases-know-ports-only', 'A use case runs on any store.', '^subgraphs/([^/]+)/usecases/', [
      '^subgraphs/$1/(domain|usecases)/',
      '^subgraphs/$1/(ports|\\w+Ports)\\.ts$',
      '^kernel/(errors|clock|money)\\.ts$',
    ]),
    forbidden(
      'usecases-use-no-database',
      'Nor do they know that GraphQL calls them.',
      { path: '^subgraphs/[^/]+/usecases/', pathNot: TESTS },
      { path: 'node_modules/(mongoose|mongodb|graphql)/' },
    ),
    onlyProjectFiles(
      'subgraphs-are-apart',
      'Another subgraph is reached by GraphQL or events.',
      '^subgraphs/([^/]+)/',
      [
        '^subgraphs/$1/',
        '^subgraphs/runtime\\.ts$',
        '^subgraphs/currency\\.ts$',
        DIRECTORY,
        '^kernel/',
        '^events/(contracts|outbox|deadLetters)/',
        '^events/(consumer|broadcast|draft|places)\\.ts$',
        '^events/transport/(transport|config)\\.ts$',
      ],
    ),

    onlyProjectFiles('contracts-stand-alone', 'A promise depends on nothing that changes.', '^events/contracts/', [
      '^events/contracts/',
    ]),
    forbidden(
      'contracts-use-zod-only',
      'A promise depends on nothing that changes.',
      { path: '^events/contracts/', pathNot: TESTS },
      { path: 'node_modules/', pathNot: 'node_modules/zod/' },
    ),
    onlyProjectFiles('workers-are-apart', 'A worker knows events and its own ports.', '^events/workers/([^/]+)/', [
      '^events/workers/$1/',
      '^events/workers/runtime\\.ts$',
      '^events/(contracts|outbox)/',
      '^events/(consumer|broadcast|revocations)\\.ts$',
      '^events/transport/',
      DIRECTORY,
      '^kernel/',
    ]),
    onlyProjectFiles('events-know-no-service', 'Everybody stands on it.', '^events/(?!workers/)', [
      '^events/(?!workers/)',
      '^kernel/',
    ]),
    onlyProjectFiles('gateway-knows-no-subgraph', 'It serves any supergraph.', '^gateway/', [
      '^gateway/',
      '^kernel/',
      '^events/(contracts/|transport/|consumer\\.ts$|broadcast\\.ts$|revocations\\.ts$)',
      DIRECTORY,
    ]),
    forbidden(
      'shop-is-plugged-in',
      'The rest of the gateway knows no business word.',
      { path: '^gateway/', pathNot: ['^gateway/main\\.ts$', '^gateway/shop/', TESTS] },
      { path: ['^gateway/shop/', DIRECTORY, '^events/contracts/'] },
    ),

    forbidden(
      'client-stands-alone',
      'A front end takes this folder and nothing else.',
      { path: '^client/', pathNot: [TESTS, ENTRY_POINTS] },
      { pathNot: ['^client/', 'node_modules/graphql/'] },
    ),

    forbidden(
      'adapters-are-wired-in-entry-points',
      'Only the composition root knows which technology stands behind a port.',
      {
        path: '^(subgraphs|events|gateway|kernel)/',
        pathNot: [TESTS, ENTRY_POINTS, '/adapters/', '^(subgraphs|events/workers)/runtime\\.ts$', '^gateway/shop/'],
      },
      { path: ['/adapters/', '^events/transport/open\\.ts$'] },
    ),
    forbidden(
      'kafkajs-behind-its-port',
      'It is unmaintained: replacing it must touch one folder.',
      { pathNot: ['^events/transport/kafka/', TESTS] },
      { path: 'node_modules/kafkajs/' },
    ),
    forbidden(
      'testing-is-for-tests',
      'Fakes and servers of tests never run in production.',
      { pathNot: TESTS },
      { path: '^(testing|tests)/|/(testing|fakes)/', pathNot: 'node_modules' },
    ),
    forbidden(
      'tools-are-for-developers',
      'A service runs without them.',
      { path: '^(kernel|events|subgraphs|gateway)/', pathNot: TESTS },
      { path: '^(tools|bench)/' },
    ),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(node_modules/\\.cache|\\.data)/' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
