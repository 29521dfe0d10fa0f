import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import settings from './lib/testing/test-settings.json' with { type: 'json' }

export default defineConfig({
  resolve: {
    alias: {
      'hourglass-client': fileURLToPath(new URL('packages/client/src/index.ts', import.meta.url)),
      '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, ''),
    },
  },
  test: {
    // Files wait for PostgreSQL much of the time, so each processor gets one.
    maxWorkers: '100%',
    globalSetup: './sandbox/stack/vitest-postgres.ts',
    exclude: [...configDefaults.exclude, 'e2e/**', '.next*/**', '.data/**', '**/dist/**'],
    // The settings a server would have. Tests that need others parse their own.
    env: settings,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
})
