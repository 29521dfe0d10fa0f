import { userInfo } from 'node:os'
import { defineConfig, devices } from '@playwright/test'
import { findChromium } from './e2e/stack/find-chromium'

// Chromium's own sandbox refuses to work for root, which is who runs in most containers.
const forRoot = process.platform !== 'win32' && userInfo().uid === 0 ? ['--no-sandbox'] : []

export default defineConfig({
  testDir: './e2e',
  globalSetup: './e2e/stack/global-setup.ts',
  // All tests share one installation and its one test clock: side by side they would move time for each other.
  workers: 1,
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
