#!/usr/bin/env node
/**
 * `npm test [-- --only types,lint,unit,browser]`: every check there is, on a fresh clone as well. Plain Node
 * until the packages are there; the rest is sandbox/stack/run-tests.ts.
 */
import path from 'node:path'
import { installPackages, requireNode } from './stack/install.mjs'
import { endWithParent } from './stack/leash.mjs'
import { reportProblem } from './stack/report-problem.mjs'
import { createTerminal } from './stack/terminal.mjs'

requireNode()
const root = path.resolve(import.meta.dirname, '..')
process.chdir(root)
if (process.env.npm_lifecycle_event) endWithParent()

try {
  const terminal = createTerminal(process.stdout)
  terminal.line()
  await installPackages(root, terminal)
  const { register } = await import('tsx/esm/api')
  register()
  const { runTests } = await import('./stack/run-tests.ts')
  process.exitCode = await runTests({ root, args: process.argv.slice(2), terminal })
} catch (error) {
  reportProblem(error)
  process.stdout.write('0 passed, 1 failed\n')
  process.exitCode = 1
}
