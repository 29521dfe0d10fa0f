import { availableParallelism, userInfo } from 'node:os'
import { defineConfig, devices } from '@playwright/test'
import { findChromium } from './e2e/stack/find-chromium'

// Chromium's own sandbox refuses to work for root, which is who runs in most containers.
const forRoot = process.platform !== 'win32' && userInfo().uid === 0 ? ['--no-sandbox'] : []

/** What looks at pages only, or at a sandbox of its own: the time may pass as it likes meanwhile. */
const UNMOVED = ['look', 'save-card-element', 'stripe-sandbox-page'].map((name) => `**/${name}.spec.ts`)

export default defineConfig({
  testDir: './e2e',
  globalSetup: './e2e/stack/global-setup.ts',
  // All tests share one installation and its one test clock: side by side they would move time for each other. Only
  // what does not mind goes along beside them, where there is a processor for it.
  workers: Math.min(2, availableParallelism()),
  projects: [
    { name: 'story', testIgnore: UNMOVED, workers: 1 },
    { name: 'look', testMatch: UNMOVED, workers: 1 },
  ],
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.E2E_BASE_URL,
    locale: 'en-US',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findChromium(), args: ['--disable-background-networking', ...forRoot] },
  },
})
