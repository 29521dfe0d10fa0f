#!/usr/bin/env node
/**
 * `node sandbox/run.mjs [--no-database] <script.ts> [arguments]`: runs a command of this project in the environment
 * `npm start` has, or, if it brings its own database, in the plain one. Its stdout and exit code are the command's
 * own; what the stack has to say goes to stderr.
 */
import path from 'node:path'
import { installPackages, requireNode } from './stack/install.mjs'
import { reportProblem } from './stack/report-problem.mjs'
import { createTerminal } from './stack/terminal.mjs'

requireNode()
const root = path.resolve(import.meta.dirname, '..')
process.chdir(root)

try {
  const words = process.argv.slice(2)
  const bringsDatabase = words[0] === '--no-database'
  const [script, ...args] = bringsDatabase ? words.slice(1) : words
  if (!script)
    throw Object.assign(new Error('Usage: node sandbox/run.mjs <script.ts> [arguments]'), { name: 'Problem' })
  await installPackages(root, createTerminal(process.stderr))
  const { register } = await import('tsx/esm/api')
  register()
  const { runAlone, runCommand } = await import('./stack/run-command.ts')
  process.exitCode = await (bringsDatabase ? runAlone : runCommand)({ root, script, args })
} catch (error) {
  reportProblem(error)
  process.exitCode = 1
}
