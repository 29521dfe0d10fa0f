import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { DEMO_ACCOUNTS } from '@/components/auth/demo-accounts'
import { findImports, readSourceFiles } from '@/lib/testing/architecture/source-file'
import { DEMO_PASSWORD, DEMO_PEOPLE } from './accounts'

const ROOT = path.resolve(import.meta.dirname, '..', '..')
const OFFERED_BY = 'app/(auth)/sign-in/page.tsx'

test('the sign-in page offers the accounts that the demo plants', () => {
  expect(DEMO_ACCOUNTS.map(({ email, password }) => ({ email, password }))).toEqual(
    DEMO_PEOPLE.map(({ email }) => ({ email, password: DEMO_PASSWORD })),
  )
})

test('no browser gets them in its bundle: one server component alone imports them', () => {
  const importers = readSourceFiles(ROOT)
    .filter((file) => /^(app|components|lib)\//.test(file.path))
    .filter((file) =>
      findImports(file).some(
        ({ target, typesOnly }) => target === 'components/auth/demo-accounts' && !typesOnly,
      ),
    )
  expect(importers.map((file) => file.path)).toEqual([OFFERED_BY])
  expect(readFileSync(path.join(ROOT, OFFERED_BY), 'utf8')).not.toContain("'use client'")
})
