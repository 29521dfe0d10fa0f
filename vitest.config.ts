import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    globalSetup: './sandbox/stack/vitest-postgres.ts',
    exclude: [...configDefaults.exclude, 'e2e/**', '.next*/**', '.data/**'],
    // The settings a server would have. Tests that need others parse their own.
    env: {
      APP_URL: 'http://127.0.0.1:8000',
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/unused',
      AUTH_SECRET: 'a secret for tests that is long enough to be one',
      STRIPE_SECRET_KEY: 'sk_test_hourglass',
      STRIPE_PUBLISHABLE_KEY: 'pk_test_hourglass',
      STRIPE_WEBHOOK_SECRET: 'whsec_for_tests_only',
      STRIPE_API_BASE: 'http://127.0.0.1:1',
      HOURGLASS_SANDBOX: '1',
      LOG_LEVEL: 'silent',
      TZ: 'UTC',
    },
    testTimeout: 20_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
})
