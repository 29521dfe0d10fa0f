import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Problem } from './problem'
import { identifyProcess } from './process-identity'
import { type Part, Supervisor } from './supervisor'
import type { Terminal } from './terminal.mjs'

let folder: string
let stop: AbortController
let supervisor: Supervisor
const spawned: number[] = []
const lines: string[] = []
const lost: Problem[] = []
const terminal: Terminal = {
  line: (text = '') => void lines.push(text),
  paint: (_format, text) => text,
  step: async (_title, work) => work(() => {}),
  box: () => {},
}

beforeEach(() => {
  for (const list of [spawned, lines, lost]) list.length = 0
  folder = mkdtempSync(path.join(tmpdir(), 'hourglass-parts-'))
  stop = new AbortController()
  supervisor = new Supervisor({
    root: folder,
    logsDirectory: path.join(folder, 'logs'),
    show: 'errors',
    terminal,
    signal: stop.signal,
    onSpawned: (_label, pid) => spawned.push(pid),
    onLost: (problem) => lost.push(problem),
  })
})

afterEach(async () => {
  stop.abort()
  await supervisor.stop()
  rmSync(folder, { recursive: true })
})

function part(script: string, isReady: Part['isReady'] = async () => true): Part {
  return {
    name: 'The part',
    label: 'part',
    command: process.execPath,
    args: ['-e', script],
    env: process.env,
    isReady,
  }
}

test('a part that dies before it is ready fails the start, with its last words', async () => {
  const start = supervisor.start(part('console.error("no port"); process.exit(3)', async () => false))
  await expect(start).rejects.toMatchObject({
    message: 'The part did not start (exit code 3).',
    output: 'no port',
  })
})

test('a part that is killed is started again, and told of', async () => {
  await supervisor.start(part('setInterval(() => {}, 1000)'))
  process.kill(spawned[0]!, 'SIGKILL')
  await vi.waitFor(() => expect(spawned).toHaveLength(2), 5_000)
  expect(lines).toEqual(['  The part stopped by itself (signal SIGKILL). Starting it again in 1 s.'])
  expect(lost).toEqual([])
})

test('the end of the stack ends its parts and starts none again', async () => {
  await supervisor.start(part('setInterval(() => {}, 1000)'))
  stop.abort()
  await supervisor.stop()
  expect(identifyProcess(spawned[0]!)).toBeUndefined()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(spawned).toHaveLength(1)
})

test('every word goes to the log, errors to the terminal, and what merely happened does not', async () => {
  const script = `console.log('said'); console.error('failed'); console.error('{"level":30,"msg":"happened"}');
    console.error('{"level":50,"msg":"broke"}'); setInterval(() => {}, 1000)`
  await supervisor.start(part(script))
  const log = () => readFileSync(path.join(folder, 'logs', 'part.log'), 'utf8')
  await vi.waitFor(() => expect(log().trim().split('\n')).toHaveLength(4), 5_000)
  expect(lines.map((line) => line.split('│ ')[1])).toEqual(['failed', '{"level":50,"msg":"broke"}'])
})
