import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { ALL_ROUTES } from '@/app/api/v1/all-routes'
import { buildDocument } from '@/lib/http/openapi/build-document'
import { readCalls } from './read-calls'
import { writeResources } from './write-resources'
import { writeSchema } from './write-schema'

const root = path.resolve(import.meta.dirname, '..', '..', '..')

const MADE = "// Made by `npm run client:types` from the API's own document. Do not edit.\n"

/** A file of the client that is made rather than written. */
export type GeneratedFile = { file: string; text: string }

/** Makes the client's types and methods from the routes of the API, formatted as all our files are. */
export async function generateClient(): Promise<GeneratedFile[]> {
  const document = buildDocument(ALL_ROUTES, { apiUrl: 'http://127.0.0.1:8000/api/v1' })
  const calls = readCalls(document)
  const schema = `${MADE}
import type { OfEachType } from './event.js'

${await writeSchema(document, calls)}`
  const resources = `${MADE}
import type { CallOptions, CallTable, WriteOptions } from './call.js'
import type { List } from './list.js'
import type * as schema from './schema.js'
${writeResources(calls)}`
  return [formatted('schema.ts', schema), formatted('resources.ts', resources)]
}

function formatted(name: string, text: string): GeneratedFile {
  const file = path.join(root, 'packages', 'client', 'src', name)
  const biome = path.join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
  const words = [biome, 'format', `--stdin-file-path=${path.relative(root, file)}`]
  return { file, text: execFileSync(process.execPath, words, { cwd: root, input: text, encoding: 'utf8' }) }
}
