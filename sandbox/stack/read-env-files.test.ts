import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readVariables } from './read-env-files'

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'hourglass-env-'))
})
afterEach(() => rmSync(root, { recursive: true }))

test('the caller wins over .env.local, and that over .env', () => {
  writeFileSync(path.join(root, '.env'), 'A=env\nB=env\nC="with spaces"\n')
  writeFileSync(path.join(root, '.env.local'), 'A=local\nB=local\n')
  expect(readVariables(root, { A: 'own' })).toEqual({ A: 'own', B: 'local', C: 'with spaces' })
})

test('an empty variable counts as not set, wherever it is', () => {
  writeFileSync(path.join(root, '.env'), 'A=env\n')
  writeFileSync(path.join(root, '.env.local'), 'A=\nB=\n')
  expect(readVariables(root, { A: '', C: ' ' })).toEqual({ A: 'env' })
})

test('the files can be switched off', () => {
  writeFileSync(path.join(root, '.env'), 'DATABASE_URL=postgres://real\n')
  expect(readVariables(root, { HOURGLASS_ENV_FILES: 'none' })).toEqual({ HOURGLASS_ENV_FILES: 'none' })
})
