import { spawn } from 'node:child_process'
import path from 'node:path'
import { computeBuildStamp, isBuilt, markBuilt, unmarkBuilt } from './build-stamp'
import { Problem } from './problem'
import type { Variables } from './read-env-files'
import type { Terminal } from './terminal.mjs'

/**
 * Builds the web application, unless that very build is there already.
 * @throws Problem with the whole output of a build that failed.
 */
export async function buildApp(
  root: string,
  env: Variables,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const folder = path.join(root, env.NEXT_DIST_DIR ?? '.next')
  const stamp = computeBuildStamp(root)
  if (isBuilt(folder, stamp)) return
  await terminal.step('Building the app', async () => {
    unmarkBuilt(folder)
    await runBuild(root, env, signal)
    markBuilt(folder, stamp)
  })
}

function runBuild(root: string, env: Variables, signal: AbortSignal): Promise<void> {
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [next, 'build'], {
      cwd: root,
      env: { ...env, NODE_ENV: 'production' } as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new Problem('The app could not be built.', output))
    })
  })
}
