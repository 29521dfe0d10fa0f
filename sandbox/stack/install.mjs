import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const OLDEST_NODE = [20, 19]

/** Ends the process with a sentence where Node is too old to run any of this. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const isOldEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
  if (isOldEnough) return
  process.stderr.write(
    `Hourglass needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.version}. See https://nodejs.org\n`,
  )
  process.exit(1)
}

/**
 * Installs the packages of package-lock.json unless they are there already.
 * @param {string} root the project's folder
 * @param {import('./terminal.d.mts').Terminal} terminal
 */
export async function installPackages(root, terminal) {
  const modules = path.join(root, 'node_modules')
  const stamp = path.join(modules, '.hourglass-lock')
  const lock = path.join(root, 'package-lock.json')
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex')
  if (isInstalled(modules, lock, stamp, wanted)) return
  await terminal.step('Installing packages', async () => {
    // The build needs the compiler and its types, which npm leaves out when NODE_ENV is "production".
    await runNpm(root, ['ci', '--include=dev', '--no-audit', '--no-fund'])
    writeFileSync(stamp, wanted)
  })
}

/** npm's own copy of the lock tells an installation made by hand; ours survives a fresh checkout's new dates. */
function isInstalled(modules, lock, stamp, wanted) {
  const installed = path.join(modules, '.package-lock.json')
  if (!existsSync(installed)) return false
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true
  return statSync(installed).mtimeMs >= statSync(lock).mtimeMs
}

function runNpm(root, args) {
  const npm = process.env.npm_execpath
  const isScript = npm?.endsWith('.js')
  const command = isScript ? process.execPath : 'npm'
  const words = isScript ? [npm, ...args] : args
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: !isScript && process.platform === 'win32',
    })
    let output = ''
    const collect = (chunk) => {
      output += chunk
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(Object.assign(new Error(`\`npm ${args.join(' ')}\` failed.`), { name: 'Problem', output }))
    })
  })
}
