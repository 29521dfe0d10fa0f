import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import { findChromium } from '../../e2e/stack/find-chromium'
import { runTool } from './run-tool'

/**
 * Makes sure that there is a browser to test with: the machine's, Playwright's, or, for root on Debian, that of
 * its package. Where none can be had, the browser tests themselves will say so.
 */
export async function ensureChromium(root: string): Promise<void> {
  if (findChromium() || (await hasPlaywrightsOwn())) return
  const playwright = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  const download = await runTool(process.execPath, [playwright, 'install', 'chromium'], { cwd: root })
  if (download.code === 0 || !canUseApt()) return
  const apt = (...args: string[]) =>
    runTool('apt-get', args, { cwd: root, env: { DEBIAN_FRONTEND: 'noninteractive' } })
  await apt('update')
  await apt('install', '--yes', '--no-install-recommends', 'chromium')
}

async function hasPlaywrightsOwn(): Promise<boolean> {
  const { chromium } = await import('@playwright/test')
  return existsSync(chromium.executablePath())
}

function canUseApt(): boolean {
  return process.platform === 'linux' && userInfo().uid === 0 && existsSync('/usr/bin/apt-get')
}
