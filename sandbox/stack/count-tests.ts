import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** How many tests ended how. */
export interface TestCount {
  passed: number
  failed: number
  skipped: number
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
})

const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  errors: z.array(z.unknown()),
})

/** Counts a report of Vitest. A file that could not even be loaded has no tests in it, and counts as one. */
export function countVitest(report: unknown): TestCount {
  const files = vitestReport.parse(report).testResults
  const statuses = files.flatMap((file) => file.assertionResults.map((result) => result.status))
  const countOf = (status: string) => statuses.filter((each) => each === status).length
  const broken = files.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((result) => result.status !== 'failed'),
  )
  const [passed, failed] = [countOf('passed'), countOf('failed')]
  return { passed, failed: failed + broken.length, skipped: statuses.length - passed - failed }
}

/** Counts a report of Playwright. An error outside of any test counts as one. */
export function countPlaywright(report: unknown): TestCount {
  const { stats, errors } = playwrightReport.parse(report)
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }
}

/**
 * What a run amounts to, its report and its exit code taken together: one that failed without a failed test,
 * left no report, or ran no test at all counts as one failure.
 */
export function judgeRun(code: number | null, count: TestCount | undefined): TestCount {
  const counted = count ?? { passed: 0, failed: 0, skipped: 0 }
  const isEmpty = counted.passed + counted.failed === 0
  const failed = counted.failed === 0 && (code !== 0 || isEmpty) ? 1 : counted.failed
  return { ...counted, failed }
}

/** Adds counts up. */
export function addCounts(counts: TestCount[]): TestCount {
  const sum = (pick: (count: TestCount) => number) => counts.reduce((total, count) => total + pick(count), 0)
  return { passed: sum((c) => c.passed), failed: sum((c) => c.failed), skipped: sum((c) => c.skipped) }
}

/** "12 passed, 0 failed", and what was skipped, if anything was. */
export function describeCount({ passed, failed, skipped }: TestCount): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** Reads a report; undefined where none was written, or half of one. */
export function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
