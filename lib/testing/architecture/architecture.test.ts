import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  findForbiddenImports,
  findForeignWrites,
  findLongFiles,
  findLostNames,
  findPutOffWork,
} from './find-violations'
import { ARROWS, LONGER_FOR_A_REASON, MAX_LINES } from './rules'
import { findImports, readSourceFiles } from './source-file'

const root = path.resolve(import.meta.dirname, '..', '..', '..')
const files = readSourceFiles(root)

describe('the project', () => {
  test('is read as a whole', () => {
    const folders = new Set(files.map((file) => file.path.split('/')[0]))
    for (const folder of ['app', 'components', 'db', 'inngest', 'lib', 'sandbox'])
      expect(folders).toContain(folder)
    expect(files.length).toBeGreaterThan(200)
  })

  test('imports in one direction', () => {
    expect(findForbiddenImports(files, ARROWS)).toEqual([])
  })

  test('has one writer of the ledger', () => {
    expect(findForeignWrites(files)).toEqual([])
  })

  test('has files that one can read at a sitting', () => {
    expect(findLongFiles(files)).toEqual([])
    const paths = files.map((file) => file.path)
    for (const excused of Object.keys(LONGER_FOR_A_REASON)) expect(paths).toContain(excused)
  })

  test('has every file that its documents name', () => {
    const pages = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    const documents = [
      'README.md',
      ...pages.filter((page) => page.endsWith('.md')).map((page) => `docs/${page}`),
    ]
    const lost = documents.flatMap((document) =>
      findLostNames(readFileSync(path.join(root, document), 'utf8'), (name) =>
        existsSync(path.join(root, name)),
      ).map((name) => `${document} names ${name}`),
    )
    expect(lost).toEqual([])
  })

  test('has put nothing off', () => {
    expect(findPutOffWork(files)).toEqual([])
  })
})

describe('these rules would notice', () => {
  test('a file that a document names and that is gone', () => {
    const text = 'See `lib/billing/gone.ts`, app/(account)/pay/[id]/page.tsx and lib/{a,b}/c.ts.'
    expect(findLostNames(text, (name) => name.startsWith('app/'))).toEqual(['lib/billing/gone.ts'])
  })

  test.each(ARROWS.map((arrow) => ({ arrow, file: arrow.catches[0], imports: arrow.catches[1] })))(
    '$imports in $file',
    ({ arrow, file, imports }) => {
      const source = { path: file, text: `import { x } from '${imports}'\n` }
      expect(findForbiddenImports([source], [arrow])).toEqual([expect.stringContaining(arrow.why)])
    },
  )

  test.each([
    "import 'next/headers'",
    "import x from 'next/headers'",
    "import type { X } from 'next/headers'",
    "import * as x from 'next/headers'",
    "import {\n  a,\n  b,\n} from 'next/headers'",
    "export * from 'next/headers'",
    "export { x } from 'next/headers'",
    "const x = await import('next/headers')",
    "const a = 1;import x from 'next/headers'",
    "/* why */ import x from 'next/headers' // because",
  ])('an import written as %s', (text) => {
    const found = findImports({ path: 'lib/x.ts', text }).map(({ target }) => target)
    expect(found).toEqual(['next/headers'])
  })

  test.each(["// import x from 'next/headers'", "/* import x from 'next/headers' */", "const x = 'import'"])(
    'no import in %s',
    (text) => {
      expect(findImports({ path: 'lib/x.ts', text })).toEqual([])
    },
  )

  test('a relative import is followed to where it leads', () => {
    expect(findImports({ path: 'lib/billing/x.ts', text: "import a from '../payments/b'" })).toEqual([
      { target: 'lib/payments/b', typesOnly: false },
    ])
  })

  test.each([
    'await db.update(wallets).set({ balance: 1n })',
    'await tx.insert(\n  transactions,\n).values(row)',
    'db.delete(schema.transactions)',
    'sql`update wallets set balance = 0`',
    "sql`update holds set status = 'released'`",
    'sql`INSERT INTO transactions (seq) values (1)`',
    `sql\`delete from \${transactions} where seq = 1\``,
  ])('a write to the ledger as %s', (text) => {
    expect(findForeignWrites([{ path: 'lib/billing/x.ts', text }])).toHaveLength(1)
    expect(findForeignWrites([{ path: 'lib/ledger/x.ts', text }])).toEqual([])
    expect(findForeignWrites([{ path: 'lib/billing/x.test.ts', text }])).toEqual([])
  })

  test('reading the ledger is no write', () => {
    const text = 'sql`select * from wallets for update`; db.select().from(transactions); // update wallets'
    expect(findForeignWrites([{ path: 'lib/billing/x.ts', text }])).toEqual([])
  })

  test('a file that is too long, and work that was put off', () => {
    const text = 'x\n'.repeat(MAX_LINES.source + 1)
    expect(findLongFiles([{ path: 'lib/x.ts', text }])).toHaveLength(1)
    expect(findLongFiles([{ path: 'lib/x.test.ts', text }])).toEqual([])
    expect(findPutOffWork([{ path: 'lib/x.ts', text: `// ${'TO'}${'DO'}: later` }])).toHaveLength(1)
  })
})
