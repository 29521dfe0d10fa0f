#!/usr/bin/env node
/**
 * `npm start`: from a fresh clone to a running Hourglass. Plain Node until the packages are there; the rest is
 * sandbox/stack/main.ts.
 */
import path from 'node:path'
import { installPackages, requireNode } from './stack/install.mjs'
import { endWithParent } from './stack/leash.mjs'
import { reportProblem } from './stack/report-problem.mjs'
import { createTerminal } from './stack/terminal.mjs'

requireNode()
const root = path.resolve(import.meta.dirname, '..')
process.chdir(root)
// Under npm, or as the child of a test, there is nobody left to stop us once that one is gone.
if (process.env.npm_lifecycle_event || process.channel) endWithParent()

try {
  const terminal = createTerminal(process.stdout)
  const dev = process.argv.includes('--dev')
  terminal.line()
  terminal.line(`  ${terminal.paint('bold', dev ? 'Hourglass, development' : 'Hourglass')}`)
  await installPackages(root, terminal)
  const { register } = await import('tsx/esm/api')
  register()
  const { runStack } = await import('./stack/main.ts')
  process.exitCode = await runStack({ root, dev, terminal })
} catch (error) {
  reportProblem(error)
  process.exitCode = 1
}
