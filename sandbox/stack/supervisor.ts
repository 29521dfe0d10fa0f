import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ChildLog, openChildLog } from './child-log'
import { Problem } from './problem'
import type { Variables } from './read-env-files'
import type { Terminal } from './terminal.mjs'

/** A program that has to run as long as the stack does. */
export interface Part {
  /** As people call it: "The app". */
  name: string
  /** One word, for its log file and before its lines. */
  label: string
  command: string
  args: string[]
  env: Variables
  /** Asked again and again after the start until it says yes. */
  isReady(): Promise<boolean>
}

/** How a supervisor is set up. */
export interface SupervisorOptions {
  root: string
  /** A file for each part; none where whoever runs us keeps what we print. */
  logsDirectory: string | undefined
  /** `errors` shows what parts write to stderr, `all` everything, each line with the name before it. */
  show: 'errors' | 'all'
  terminal: Terminal
  /** Aborted when the stack is about to stop: nothing is started or waited for any more. */
  signal: AbortSignal
  onSpawned(name: string, pid: number): void
  /** A part that cannot be kept running: the stack has to come down. */
  onLost(problem: Problem): void
}

const READY_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 8_000
const STEADY_MS = 60_000
const MAX_RESTARTS = 5

/**
 * Starts the parts of the stack, and starts a part again that dies: after 1, 2, 4, 8 and 16 seconds. One
 * crash should not take a running service away, and one that crashes for ever should not hide it: after five
 * in a row the stack comes down with the reason. A minute of steady running counts as recovered.
 */
export class Supervisor {
  readonly #options: SupervisorOptions
  readonly #running: { part: Part; child: ChildProcess; exited: Promise<string> }[] = []

  constructor(options: SupervisorOptions) {
    this.#options = options
  }

  /** Starts a part and waits until it is ready. @throws Problem with its last words when it is not. */
  async start(part: Part): Promise<void> {
    const log = openChildLog(this.#options, part.label)
    await this.#launch(part, log)
    void this.#keep(part, log)
  }

  /** Ends all parts, the last one started first; those that do not listen are killed. */
  async stop(): Promise<void> {
    for (const { child, exited } of [...this.#running].reverse()) {
      child.kill('SIGTERM')
      const isGone = await Promise.race([exited, sleep(STOP_TIMEOUT_MS, false, { ref: false })])
      if (isGone === false) child.kill('SIGKILL')
      await exited
    }
  }

  async #launch(part: Part, log: ChildLog): Promise<void> {
    const { root, onSpawned } = this.#options
    const child = spawn(part.command, part.args, {
      cwd: root,
      env: part.env as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    log.attach(child)
    if (child.pid) onSpawned(part.label, child.pid)
    const exited = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message))
      child.once('close', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`))
    })
    const entry = { part, child, exited }
    this.#running.push(entry)
    void exited.then(() => this.#running.splice(this.#running.indexOf(entry), 1))
    const { signal } = this.#options
    const waiting = new AbortController()
    const failure = await Promise.race([
      exited,
      waitUntilReady(part, AbortSignal.any([signal, waiting.signal])),
    ])
    waiting.abort()
    signal.throwIfAborted()
    if (failure === undefined) return
    child.kill('SIGKILL')
    throw new Problem(`${part.name} did not start (${failure}).`, log.tail())
  }

  async #keep(part: Part, log: ChildLog): Promise<void> {
    for (let crashes = 0; ; ) {
      const startedAt = performance.now()
      const how = (await this.#running.find((entry) => entry.part === part)?.exited) ?? 'at once'
      // A Ctrl-C reaches the whole group: a part may be gone a moment before we are told to stop.
      await sleep(250)
      if (this.#options.signal.aborted) return
      crashes = performance.now() - startedAt > STEADY_MS ? 1 : crashes + 1
      const report = `${part.name} stopped by itself (${how}).`
      if (crashes > MAX_RESTARTS) return this.#options.onLost(new Problem(report, log.tail()))
      const pauseMs = 500 * 2 ** crashes
      this.#options.terminal.line(`  ${report} Starting it again in ${pauseMs / 1000} s.`)
      await sleep(pauseMs)
      if (this.#options.signal.aborted) return
      await this.#launch(part, log).catch((problem: Problem) => this.#options.terminal.line(problem.message))
    }
  }
}

async function waitUntilReady(part: Part, signal: AbortSignal): Promise<string | undefined> {
  const deadline = performance.now() + READY_TIMEOUT_MS
  while (performance.now() < deadline && !signal.aborted) {
    if (await part.isReady().catch(() => false)) return undefined
    await sleep(100)
  }
  return `no answer for ${READY_TIMEOUT_MS / 1000} s`
}
