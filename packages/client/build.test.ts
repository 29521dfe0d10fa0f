import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import manifest from './package.json' with { type: 'json' }

const root = path.resolve(import.meta.dirname, '..', '..')
const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
let built: string

beforeAll(() => {
  built = mkdtempSync(path.join(tmpdir(), 'hourglass-client-'))
  execFileSync(process.execPath, [tsc, '-p', path.join(root, 'packages', 'client'), '--outDir', built])
  writeFileSync(path.join(built, 'package.json'), '{ "type": "module" }')
})
afterAll(() => rmSync(built, { recursive: true, force: true }))

test('what is published runs in a plain Node, and exports what its manifest says', () => {
  for (const file of Object.values(manifest.exports['.'])) {
    expect(readdirSync(built)).toContain(path.basename(file))
  }
  const script = `
    import { Hourglass, HourglassError, verifyWebhook } from ${JSON.stringify(pathToFileURL(path.join(built, 'index.js')))}
    const client = new Hourglass({
      baseUrl: 'https://pay.example.com',
      apiKey: 'hg_live_x',
      fetch: async (url, { method, headers }) => Response.json({ url, method, key: headers.get('authorization') }),
    })
    console.log(JSON.stringify(await client.payments.get('1', { user: '2' })))`
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  expect(JSON.parse(printed)).toEqual({
    url: 'https://pay.example.com/api/v1/payment/1?user=2',
    method: 'GET',
    key: 'Bearer hg_live_x',
  })
})

test('it needs nothing but itself, and what every platform has', () => {
  expect(manifest).not.toHaveProperty('dependencies')
  const files = readdirSync(built).filter((file) => file.endsWith('.js') || file.endsWith('.d.ts'))
  expect(files.length).toBeGreaterThan(10)
  for (const file of files) {
    const imported = [...readFileSync(path.join(built, file), 'utf8').matchAll(/\bfrom '([^']+)'/g)]
    for (const [, from] of imported) expect(from).toMatch(/^\.\/[\w-]+\.js$/)
  }
})

test.each(['packages/client/README.md', 'docs/examples/game-servers/README.md'])(
  'the code in %s is right',
  (readme) => {
    const folder = mkdtempSync(path.join(built, 'readme-'))
    const blocks = [...readFileSync(path.join(root, readme), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)]
    expect(blocks.length).toBeGreaterThan(0)
    blocks.forEach(([, code = ''], at) => {
      writeFileSync(path.join(folder, `block-${at}.ts`), `${code}\nexport {}\n`)
    })
    // What the text takes as given.
    writeFileSync(
      path.join(folder, 'given.d.ts'),
      `declare const hourglass: import('hourglass-client').Hourglass
     declare const charge: import('hourglass-client').CreateChargeInput
     declare const invoice: { id: string }
     declare const tariff: string, user: string, id: string`,
    )
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'ES2022',
      lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
      module: 'esnext',
      moduleResolution: 'bundler',
      types: ['node'],
      typeRoots: [path.join(root, 'node_modules', '@types')],
      paths: { 'hourglass-client': [path.join(built, 'index.d.ts')] },
    }
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['.'] }))
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' })
    expect(stdout).toBe('')
  },
)

test('and is a small thing to load', () => {
  const scripts = readdirSync(built).filter((file) => file.endsWith('.js'))
  const bytes = scripts.reduce((sum, file) => sum + readFileSync(path.join(built, file)).length, 0)
  expect(bytes).toBeLessThan(50_000)
})
