import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadSecrets } from './secrets'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hourglass-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('secrets are made once, kept, and readable by nobody else', () => {
  const secrets = loadSecrets(folder)
  expect(loadSecrets(folder)).toEqual(secrets)
  expect(new Set(Object.values(secrets)).size).toBe(4)
  expect(statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test('two data folders share no secret', () => {
  const [one, two] = [loadSecrets(folder), loadSecrets(path.join(folder, 'other'))]
  expect(Object.values(one).filter((value) => Object.values(two).includes(value))).toEqual([])
})

test('a damaged file is reported and left as it is', () => {
  const file = path.join(folder, 'secrets.json')
  writeFileSync(file, '{"authSecret": "')
  expect(() => loadSecrets(folder)).toThrow(/secrets\.json is damaged/)
  expect(readFileSync(file, 'utf8')).toBe('{"authSecret": "')
})
