import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import {
  addCounts,
  countPlaywright,
  countVitest,
  describeCount,
  judgeRun,
  readReport,
  type TestCount,
} from './count-tests'
import { ensureChromium } from './ensure-chromium'
import { Problem } from './problem'
import { interruptTools, runTool, type ToolResult } from './run-tool'
import { removeAbandonedScratchFolders } from './scratch-folder'
import type { Terminal } from './terminal.mjs'

/** One kind of check. */
interface Phase {
  name: string
  title: string
  run(context: PhaseContext): Promise<ToolResult & { count: TestCount | undefined }>
}

interface PhaseContext {
  root: string
  /** A folder for reports. */
  reports: string
  /** Runs a script of an installed package. */
  node(script: string, args: string[], env?: Record<string, string>): Promise<ToolResult>
}

const PHASES: Phase[] = [
  { name: 'types', title: 'Types', run: checkTypes },
  { name: 'lint', title: 'Format and lint', run: checkLint },
  { name: 'unit', title: 'Unit and integration tests', run: runVitest },
  { name: 'browser', title: 'Browser tests', run: runPlaywright },
]

/**
 * Runs all checks, or those of `--only`. A failure does not keep the next ones from running, so that one run
 * tells everything. The last line is the sum of all of it.
 * @returns the exit code.
 */
export async function runTests(options: {
  root: string
  args: string[]
  terminal: Terminal
}): Promise<number> {
  const { root, terminal } = options
  const phases = choosePhases(options.args)
  const reports = mkdtempSync(path.join(tmpdir(), 'hourglass-reports-'))
  let interrupted = false
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      interrupted = true
      interruptTools()
    })
  }
  const context: PhaseContext = {
    root,
    reports,
    node: (script, args, env) =>
      runTool(process.execPath, [path.join(root, 'node_modules', script), ...args], { cwd: root, env }),
  }
  const counts: TestCount[] = []
  for (const phase of phases) {
    if (interrupted) break
    counts.push(await runPhase(phase, context, terminal))
  }
  rmSync(reports, { recursive: true, force: true })
  await removeAbandonedScratchFolders()
  const total = addCounts(counts)
  terminal.line()
  terminal.line(describeCount(interrupted ? { ...total, failed: Math.max(total.failed, 1) } : total))
  return total.failed > 0 || interrupted ? 1 : 0
}

function choosePhases(args: string[]): Phase[] {
  const { values } = parseArgs({ args, options: { only: { type: 'string' } }, allowPositionals: false })
  const names = values.only?.split(',') ?? PHASES.map((phase) => phase.name)
  return names.map((name) => {
    const phase = PHASES.find((each) => each.name === name)
    if (phase) return phase
    throw new Problem(
      `There is no check "${name}": choose from ${PHASES.map((each) => each.name).join(', ')}.`,
    )
  })
}

async function runPhase(phase: Phase, context: PhaseContext, terminal: Terminal): Promise<TestCount> {
  let result: Awaited<ReturnType<Phase['run']>> | undefined
  let count: TestCount = { passed: 0, failed: 1, skipped: 0 }
  await terminal
    .step(phase.title, async (remark) => {
      result = await phase.run(context)
      count = judgeRun(result.code, result.count)
      remark(describeCount(count))
      if (count.failed > 0) throw new Problem(phase.title, result.output)
    })
    .catch((error: unknown) => {
      terminal.line(result ? result.output : String(error instanceof Error ? error.stack : error))
    })
  return count
}

/** A check that is passed or not counts as one test. */
function asOneTest(result: ToolResult) {
  const passed = result.code === 0 ? 1 : 0
  return { ...result, count: { passed, failed: 1 - passed, skipped: 0 } }
}

async function checkTypes({ node }: PhaseContext) {
  const routes = await node('next/dist/bin/next', ['typegen'])
  if (routes.code !== 0) return asOneTest(routes)
  return asOneTest(await node('typescript/bin/tsc', ['--noEmit']))
}

async function checkLint({ node }: PhaseContext) {
  return asOneTest(await node('@biomejs/biome/bin/biome', ['check', '.', '--max-diagnostics=200']))
}

async function runVitest({ node, reports }: PhaseContext) {
  const file = path.join(reports, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const result = await node('vitest/vitest.mjs', args)
  const report = readReport(file)
  return { ...result, count: report === undefined ? undefined : countVitest(report) }
}

async function runPlaywright({ root, node, reports }: PhaseContext) {
  await ensureChromium(root)
  const file = path.join(reports, 'playwright.json')
  const result = await node('@playwright/test/cli.js', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  const report = readReport(file)
  return { ...result, count: report === undefined ? undefined : countPlaywright(report) }
}
