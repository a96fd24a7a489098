import { defineConfig } from 'vitest/config';

const alias = [
  // Vitest would load graphql twice, once as CommonJS and once as a module.
  { find: /^graphql$/, replacement: 'graphql/index.js' },
];
const environment = { APOLLO_TELEMETRY_DISABLED: '1', LOG_LEVEL: 'fatal', NODE_ENV: 'test' };
const everywhere = { exclude: ['**/node_modules/**', '.data/**'], env: environment };
const withServers = {
  ...everywhere,
  globalSetup: ['testing/globalSetup.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  resolve: { alias },
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          ...everywhere,
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...everywhere.exclude, '**/*.int.test.ts', 'tests/**'],
        },
      },
      { resolve: { alias }, test: { ...withServers, name: 'integration', include: ['**/*.int.test.ts'] } },
      {
        resolve: { alias },
        test: { ...withServers, name: 'e2e', include: ['tests/e2e/**/*.test.ts'], fileParallelism: false },
      },
      {
        resolve: { alias },
        test: { ...withServers, name: 'browser', include: ['tests/browser/**/*.test.ts'], fileParallelism: false },
      },
    ],
  },
});
