import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort } from '../free-port'
import { Problem } from '../problem'
import { chooseServerAccount, type ServerAccount, spawnIdentity } from './account'
import { findPostgresBinaries, type PostgresBinaries } from './binaries'
import { findRunningServer, isServerReady, type RunningServer } from './server-files'

/** What a server is started with. */
export interface ClusterOptions {
  /** The data folder; made, with a fresh database cluster in it, when it does not exist. */
  directory: string
  /** Password of the superuser `postgres`; set when the cluster is made. */
  password: string
  /** Taken if it is free, else another one is. */
  preferredPort?: number
  /** Server settings, by name. */
  settings: Readonly<Record<string, string>>
}

const ALWAYS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  TimeZone: 'UTC',
  log_timezone: 'UTC',
}
const START_ATTEMPTS = 5

/**
 * Starts PostgreSQL on a data folder, or finds it running there.
 * @throws Problem with the server's own log when it does not start.
 */
export async function startCluster(
  options: ClusterOptions,
): Promise<RunningServer & { wasRunning: boolean }> {
  const directory = path.resolve(options.directory)
  const running = await waitUntilReady(directory)
  if (running) return { ...running, wasRunning: true }
  const binaries = findPostgresBinaries()
  mkdirSync(path.dirname(directory), { recursive: true })
  const account = chooseServerAccount([binaries.postgres, path.dirname(directory)])
  if (!existsSync(directory)) await createCluster(binaries, account, directory, options.password)
  for (let attempt = 1; ; attempt++) {
    const port = await findFreePort(options.preferredPort)
    const output = await tryToStart(binaries, account, directory, port, options.settings)
    const server = await waitUntilReady(directory)
    if (server) return { ...server, wasRunning: false }
    if (attempt === START_ATTEMPTS) {
      throw new Problem(`PostgreSQL did not start on ${directory}.`, output + readLog(directory))
    }
    // Another starter may hold the folder, or children of a server that was killed may still be leaving.
    await sleep(500 * attempt)
  }
}

/** Stops the server of a data folder, and waits until it is gone. Without one it does nothing. */
export async function stopCluster(directory: string, mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
  if (!findRunningServer(directory)) return
  const binaries = findPostgresBinaries()
  const account = chooseServerAccount([binaries.postgres, directory])
  await run(account, binaries.pgCtl, ['stop', '-D', directory, '-m', mode, '-w', '-t', '60'])
}

async function createCluster(
  binaries: PostgresBinaries,
  account: ServerAccount,
  directory: string,
  password: string,
): Promise<void> {
  // Made beside its place and moved there when it is whole: an interrupted start leaves no half a cluster.
  const draft = `${directory}.new`
  const passwordFile = `${directory}.password`
  rmSync(draft, { recursive: true, force: true })
  rmSync(passwordFile, { force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account.owner)
    for (const file of [draft, passwordFile]) chownSync(file, account.owner.uid, account.owner.gid)
  try {
    const { code, output } = await run(account, binaries.initdb, [
      ...['--pgdata', draft, '--username', 'postgres', '--pwfile', passwordFile],
      ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C', '--no-instructions'],
    ])
    if (code !== 0) throw new Problem(`PostgreSQL could not make its data folder ${directory}.`, output)
    renameSync(draft, directory)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(draft, { recursive: true, force: true })
  }
}

async function tryToStart(
  binaries: PostgresBinaries,
  account: ServerAccount,
  directory: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<string> {
  // A lock file whose process is not this server any more is only in the way: its number may have been reused.
  if (!findRunningServer(directory)) rmSync(path.join(directory, 'postmaster.pid'), { force: true })
  const flags = Object.entries({ ...ALWAYS, ...settings, port: `${port}` }).map(
    ([name, value]) => `-c ${name}=${value}`,
  )
  const log = path.join(directory, 'server.log')
  if (existsSync(log)) renameSync(log, path.join(directory, 'server.previous.log'))
  const args = ['start', '-D', directory, '-l', log, '-o', flags.join(' '), '-w', '-t', '60']
  return (await run(account, binaries.pgCtl, args)).output
}

async function waitUntilReady(directory: string): Promise<RunningServer | undefined> {
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 100) {
    const server = findRunningServer(directory)
    if (!server || isServerReady(directory)) return server
    await sleep(100)
  }
  return undefined
}

function run(
  account: ServerAccount,
  program: string,
  args: string[],
): Promise<{ code: number | null; output: string }> {
  const [command = program, ...rest] = [...account.prefix, program, ...args]
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, {
      // The account may not be able to see the folder we stand in.
      cwd: path.parse(process.cwd()).root,
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // In a group of its own, so that a Ctrl-C meant for us does not stop the server before its clients.
      detached: process.platform !== 'win32',
      ...spawnIdentity(account),
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}

function readLog(directory: string): string {
  const log = path.join(directory, 'server.log')
  return existsSync(log) ? readFileSync(log, 'utf8').slice(-4000) : ''
}
