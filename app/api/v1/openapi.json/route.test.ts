import { readdirSync } from 'node:fs'
import path from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { listOperations } from '@/lib/http/openapi/build-document'
import { call } from '@/lib/testing/api-client'
import { ALL_ROUTES } from '../all-routes'
import { GET } from './route'

const here = path.resolve(import.meta.dirname, '..')
const operations = listOperations(ALL_ROUTES)

const read = (headers: Record<string, string> = {}) => call(GET, '/api/v1/openapi.json', { headers })

test('the document is OpenAPI 3.1, by the official schema', async () => {
  const { json } = await read()
  expect(await new Validator().validate(structuredClone(json))).toMatchObject({ valid: true })
  expect(json.openapi).toBe('3.1.0')
  expect(json.servers).toEqual([{ url: 'http://127.0.0.1:8000/api/v1' }])
})

test('it is public, and known again by its tag', async () => {
  const first = await read()
  expect(first.headers.get('cache-control')).toContain('public')
  const etag = first.headers.get('etag') ?? ''
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await read({ 'If-None-Match': tag })
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag])
  }
  expect((await read({ 'If-None-Match': '"other"' })).status).toBe(200)
})

test('it tells of every route there is', () => {
  const files = readdirSync(here, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => file.endsWith('/route.ts'))
  const paths = files.map((file) => `/${file.replace(/\/route\.ts$/, '').replace(/\[(\w+)\]/g, '{$1}')}`)
  expect(Object.keys(ALL_ROUTES).sort()).toEqual(paths.filter((one) => one !== '/openapi.json').sort())
})

test('it tells of every method that a route takes', async () => {
  for (const [path, exported] of Object.entries(ALL_ROUTES)) {
    const { OPTIONS } = exported as { OPTIONS: typeof GET }
    const { headers } = await call(OPTIONS, `/api/v1${path}`, { method: 'OPTIONS' })
    const taken = headers
      .get('allow')
      ?.split(', ')
      .filter((method) => method !== 'HEAD')
    const told = operations.filter((one) => one.path === path).map(({ method }) => method)
    expect([path, told]).toEqual([path, taken])
  }
})

test('each call has a name of its own', () => {
  const names = operations.map(({ operation }) => operation.id)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z]+[A-Za-z]+$/)
})

test('no field is left without a word on what it may be', async () => {
  const { json } = await read()
  const empty: string[] = []
  const visit = (node: unknown, place: string) => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, part] of Object.entries(node)) {
      if (key === 'properties') {
        for (const [name, schema] of Object.entries(part as object)) {
          if (Object.keys(schema).length === 0) empty.push(`${place}/${name}`)
        }
      }
      visit(part, `${place}/${key}`)
    }
  }
  visit(json.paths, 'paths')
  visit(json.components.schemas, 'schemas')
  expect(empty).toEqual([])
})
