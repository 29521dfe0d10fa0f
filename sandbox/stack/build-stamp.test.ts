import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { computeBuildStamp, isBuilt, markBuilt, unmarkBuilt } from './build-stamp'

let root: string
const write = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
  writeFileSync(path.join(root, name), text)
}

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'hourglass-stamp-'))
  write('app/page.tsx', 'one')
  write('package-lock.json', '{}')
  write('next.config.ts', 'config')
})
afterEach(() => rmSync(root, { recursive: true }))

test.each([
  'app/page.tsx',
  'app/deep/er/new.tsx',
  'lib/money.ts',
  'package-lock.json',
  'next.config.ts',
  'proxy.ts',
])('a change of %s asks for a new build', (file) => {
  const before = computeBuildStamp(root)
  write(file, 'changed')
  expect(computeBuildStamp(root)).not.toBe(before)
})

test.each([
  'app/page.test.tsx',
  'docs/page.md',
  'sandbox/start.mjs',
  'e2e/x.spec.ts',
  'tsconfig.tsbuildinfo',
])('a change of %s does not', (file) => {
  const before = computeBuildStamp(root)
  write(file, 'changed')
  expect(computeBuildStamp(root)).toBe(before)
})

test('a file that was only renamed asks for a new build, one that was only touched does not', () => {
  const before = computeBuildStamp(root)
  utimesSync(path.join(root, 'app/page.tsx'), 1, 1)
  expect(computeBuildStamp(root)).toBe(before)
  rmSync(path.join(root, 'app/page.tsx'))
  write('app/other.tsx', 'one')
  expect(computeBuildStamp(root)).not.toBe(before)
})

test('only a finished build of the same sources counts', () => {
  expect(isBuilt(root, 'a')).toBe(false)
  markBuilt(root, 'a')
  expect(isBuilt(root, 'a')).toBe(true)
  expect(isBuilt(root, 'b')).toBe(false)
  unmarkBuilt(root)
  expect(isBuilt(root, 'a')).toBe(false)
})
