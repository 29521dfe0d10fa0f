import path from 'node:path'
import { type Deployment, twoDeployments } from './deployments'
import type { ChaosServer } from './postgres/chaos-server'
import { startWorker, type Worker } from './start-worker'
import type { World } from './world'

/** The workers of a round: as many slots, each held by one process after the other until its plan is played. */
export type Slots = {
  /** Steps of all plans that are over. */
  stepsOver(): number
  isOver(): boolean
  /** The next time that a step is over, a process ends or the round is over. */
  news(): Promise<void>
  /** Kills the process of a slot, or of another if that one is through. @returns whether it was killed at work. */
  kill(slot: number): Promise<boolean>
  /** Kills all of them and starts no other. */
  stop(): void
  /** What went wrong with the processes themselves, once all plans are played. */
  ended: Promise<string[]>
}

/** Without news for so long, something waits for ever. */
const STALLED_MS = 180_000

/** Starts the workers of a round. Odd and even slots belong to the two deployments. */
export function startSlots(
  server: ChaosServer,
  world: World,
  {
    round,
    workers,
    steps,
    other,
  }: { round: number; workers: number; steps: number; other?: string | undefined },
): Slots {
  const deployments = twoDeployments(server, other)
  const journals = path.join(server.folder, 'journals')
  const running = new Map<number, Worker>()
  const progress = new Array<number>(workers).fill(0)
  const findings: string[] = []
  let isOver = false
  let isStopped = false
  let listeners: (() => void)[] = []

  const tell = () => {
    stalled.refresh()
    const told = listeners
    listeners = []
    for (const listener of told) listener()
  }
  const stop = () => {
    isStopped = true
    for (const worker of running.values()) worker.process.kill('SIGKILL')
  }
  const stalled = setTimeout(() => {
    findings.push(`round ${round} stood still after ${progress.join(' + ')} of ${steps} steps each`)
    stop()
  }, STALLED_MS)

  const hold = async (slot: number): Promise<void> => {
    const { databaseUrl, connections, lanes, ...version } = deployments[slot % 2] as Deployment
    for (let generation = 0; !isStopped; generation += 1) {
      const part = { round, slot, generation, endStep: steps, lanes }
      const job = { world, part, databaseUrl, connections, journals }
      const worker = startWorker(job, version, (done) => {
        progress[slot] = Math.max(progress[slot] ?? 0, done.steps)
        tell()
      })
      running.set(slot, worker)
      const { code, signal, output } = await worker.ended
      running.delete(slot)
      tell()
      if (signal === 'SIGKILL') continue
      if (code !== 0) findings.push(`worker ${round}.${slot} failed (${signal ?? code}): ${output}`)
      return
    }
  }

  return {
    stepsOver: () => progress.reduce((sum, steps) => sum + steps, 0),
    isOver: () => isOver,
    news: () => (isOver ? Promise.resolve() : new Promise((resolve) => listeners.push(resolve))),
    kill: async (slot) => {
      const worker = running.get(slot) ?? [...running.values()][0]
      if (!worker?.process.kill('SIGKILL')) return false
      return (await worker.ended).signal === 'SIGKILL'
    },
    stop,
    ended: Promise.all(progress.map((_, slot) => hold(slot))).then(() => {
      isOver = true
      clearTimeout(stalled)
      tell()
      return findings
    }),
  }
}
