import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identifyProcess } from './process-identity'
import { claimStack } from './running-stack'

let folder: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hourglass-claim-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

async function startSleeper(): Promise<{ child: ChildProcess; pid: number }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  children.push(child)
  await once(child, 'spawn')
  return { child, pid: child.pid! }
}

function leaveBehind(record: object): void {
  writeFileSync(path.join(folder, 'stack.json'), JSON.stringify(record))
}

test('a second start is told where the first one is', async () => {
  const { pid } = await startSleeper()
  leaveBehind({
    name: 'start',
    pid,
    identity: identifyProcess(pid),
    url: 'http://127.0.0.1:8000',
    children: [],
  })
  await expect(claimStack(folder, 'http://127.0.0.1:9000')).rejects.toThrow(
    `Hourglass already runs at http://127.0.0.1:8000 (process ${pid}).`,
  )
})

test('a start that was killed leaves nothing running', async () => {
  const { child, pid } = await startSleeper()
  const orphan = { name: 'app', pid, identity: identifyProcess(pid) }
  leaveBehind({ name: 'start', pid: 2 ** 22 + 1, identity: 'gone', url: 'x', children: [orphan] })
  await claimStack(folder, 'http://127.0.0.1:9000')
  expect(child.exitCode ?? child.signalCode ?? identifyProcess(pid)).not.toBe(orphan.identity)
})

test('a stranger that was given the number of an orphan is left alone', async () => {
  const { pid } = await startSleeper()
  const stranger = { name: 'app', pid, identity: 'an earlier process' }
  leaveBehind({ name: 'start', pid, identity: 'an earlier process', url: 'x', children: [stranger] })
  await claimStack(folder, 'http://127.0.0.1:9000')
  expect(identifyProcess(pid)).toBeDefined()
})

test('a claim records its programs and goes when it is released', async () => {
  const { pid } = await startSleeper()
  const claim = await claimStack(folder, 'http://127.0.0.1:9000')
  claim.recordChild('app', pid)
  const record = JSON.parse(readFileSync(path.join(folder, 'stack.json'), 'utf8'))
  expect(record).toMatchObject({ pid: process.pid, children: [{ name: 'app', pid }] })
  claim.release()
  expect(() => readFileSync(path.join(folder, 'stack.json'))).toThrow(/ENOENT/)
})
