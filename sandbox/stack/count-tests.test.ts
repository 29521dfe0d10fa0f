import { expect, test } from 'vitest'
import { addCounts, countPlaywright, countVitest, describeCount, judgeRun } from './count-tests'

const file = (status: string, ...results: string[]) => ({
  status,
  assertionResults: results.map((result) => ({ status: result })),
})

test('Vitest: tests are counted by how they ended', () => {
  const testResults = [file('passed', 'passed', 'pending', 'todo'), file('failed', 'passed', 'failed')]
  expect(countVitest({ testResults })).toEqual({ passed: 2, failed: 1, skipped: 2 })
})

test('Vitest: a file that could not be loaded is a failure', () => {
  expect(countVitest({ testResults: [file('failed'), file('passed', 'passed')] })).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  })
})

test('Playwright: an error outside of any test is a failure', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }
  expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 4, failed: 1, skipped: 2 })
  expect(countPlaywright({ stats, errors: [{ message: 'setup' }] }).failed).toBe(2)
})

test.each([
  ['all went well', 0, { passed: 2, failed: 0, skipped: 0 }, 0],
  ['a test failed', 1, { passed: 2, failed: 3, skipped: 0 }, 3],
  ['an error no test was blamed for', 1, { passed: 2, failed: 0, skipped: 0 }, 1],
  ['killed', null, { passed: 2, failed: 0, skipped: 0 }, 1],
  ['no report', 0, undefined, 1],
  ['no test ran', 0, { passed: 0, failed: 0, skipped: 4 }, 1],
])('a run where %s', (_what, code, count, failed) => {
  expect(judgeRun(code, count).failed).toBe(failed)
})

test('the last line adds all of it up', () => {
  const total = addCounts([
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 20, failed: 2, skipped: 3 },
  ])
  expect(describeCount(total)).toBe('21 passed, 2 failed, 3 skipped')
  expect(describeCount({ passed: 1, failed: 0, skipped: 0 })).toBe('1 passed, 0 failed')
})
