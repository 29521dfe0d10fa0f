import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import type { StackReady } from '../../sandbox/stack/announce-ready'
import { findFreePort } from '../../sandbox/stack/free-port'
import {
  createScratchFolder,
  removeAbandonedScratchFolders,
  removeScratchFolder,
} from '../../sandbox/stack/scratch-folder'

const ROOT = path.resolve(import.meta.dirname, '..', '..')
/** Settings of whoever runs the tests that would point the stack at something real. */
const REAL_THINGS = /^(DATABASE_|STRIPE_|INNGEST_|HOURGLASS_|NEXTAUTH_)|^(APP_URL|AUTH_SECRET|HOST|NODE_ENV)$/
const START_TIMEOUT_MS = 6 * 60_000

/**
 * Starts the whole product for the browser tests, by the very script people start it with: built, on free
 * ports, with an empty data folder and the Stripe sandbox. The tests find it through E2E_BASE_URL,
 * E2E_STRIPE_URL, E2E_DATA_DIR and E2E_DEMO (the demo's sign-ins, as JSON).
 * @returns what stops it and removes its data.
 */
export default async function startStack(): Promise<() => Promise<void>> {
  await removeAbandonedScratchFolders()
  const folder = createScratchFolder()
  const port = await findFreePort()
  const stripePort = await findFreePort()
  const child = spawn(process.execPath, [path.join('sandbox', 'start.mjs')], {
    cwd: ROOT,
    env: {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !REAL_THINGS.test(name))),
      HOURGLASS_ENV_FILES: 'none',
      HOURGLASS_SCHEDULER: 'embedded',
      PORT: `${port}`,
      SANDBOX_PORT: `${stripePort}`,
      DATA_DIR: folder,
      NEXT_DIST_DIR: '.next-e2e',
    } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const stop = async () => {
    await end(child)
    await removeScratchFolder(folder)
  }
  try {
    const { demo } = await waitUntilReady(child)
    process.env.E2E_BASE_URL = `http://127.0.0.1:${port}`
    process.env.E2E_STRIPE_URL = `http://127.0.0.1:${stripePort}`
    process.env.E2E_DATA_DIR = folder
    process.env.E2E_DEMO = JSON.stringify(demo)
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}

function waitUntilReady(child: ChildProcess): Promise<StackReady> {
  let output = ''
  const collect = (chunk: Buffer) => {
    output += chunk
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The stack ${why}.\n${output}`))
    const timer = setTimeout(() => fail('was not ready in time'), START_TIMEOUT_MS)
    child.once('message', (message) => {
      clearTimeout(timer)
      resolve(message as StackReady)
    })
    child.once('close', (code) => {
      clearTimeout(timer)
      fail(`ended with exit code ${code}`)
    })
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGTERM')
  await closed
}
