import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from './problem'
import { identifyProcess } from './process-identity'

/** A program of the stack, recorded so that a later start can tell it from a stranger with its number. */
interface RecordedProcess {
  name: string
  pid: number
  identity: string | undefined
}

interface StackRecord extends RecordedProcess {
  url: string
  children: RecordedProcess[]
}

/** The claim of one `npm start` on its data folder. */
export interface StackClaim {
  /** Notes a program down, to be ended by the next start should this one be killed. */
  recordChild(name: string, pid: number): void
  release(): void
}

const GRACE_MS = 5_000

/**
 * Claims the data folder for this process, and ends what a start that was killed left running.
 * @param url where this stack will be found.
 * @throws Problem when Hourglass runs on that folder already.
 */
export async function claimStack(dataDirectory: string, url: string): Promise<StackClaim> {
  const file = path.join(dataDirectory, 'stack.json')
  mkdirSync(dataDirectory, { recursive: true })
  const previous = readRecord(file)
  if (previous && isRunning(previous) && previous.pid !== process.pid) {
    throw new Problem(`Hourglass already runs at ${previous.url} (process ${previous.pid}).`)
  }
  await Promise.all((previous?.children ?? []).map(endProcess))
  const record: StackRecord = { ...recordProcess('start', process.pid), url, children: [] }
  writeRecord(file, record)
  return {
    recordChild: (name, pid) => {
      record.children = [...record.children.filter(isRunning), recordProcess(name, pid)]
      writeRecord(file, record)
    },
    release: () => rmSync(file, { force: true }),
  }
}

function recordProcess(name: string, pid: number): RecordedProcess {
  return { name, pid, identity: identifyProcess(pid) }
}

function isRunning(recorded: RecordedProcess): boolean {
  return recorded.identity !== undefined && identifyProcess(recorded.pid) === recorded.identity
}

async function endProcess(orphan: RecordedProcess): Promise<void> {
  if (!isRunning(orphan)) return
  process.kill(orphan.pid, 'SIGTERM')
  for (let waitedMs = 0; waitedMs < GRACE_MS && isRunning(orphan); waitedMs += 50) await sleep(50)
  if (isRunning(orphan)) process.kill(orphan.pid, 'SIGKILL')
  while (isRunning(orphan)) await sleep(20)
}

function readRecord(file: string): StackRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as StackRecord
  } catch {
    return undefined
  }
}

function writeRecord(file: string, record: StackRecord): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`)
  renameSync(draft, file)
}
