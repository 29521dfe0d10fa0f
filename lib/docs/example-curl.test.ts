import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { apiDocument } from '@/app/api/v1/document'
import { exampleCurl, exampleValues, fillPath } from './example-curl'
import { readChapters } from './read-chapters'

const operations = readChapters(apiDocument()).flatMap((chapter) => chapter.operations)

/** What a shell hands to curl, for each of the commands. */
function argumentsOf(commands: string[]): string[][] {
  const script = [`curl() { printf '%s\\0' "$@"; printf '\\1'; }`, ...commands].join('\n')
  const env = { PATH: process.env.PATH, HOURGLASS_KEY: 'hg_test_1' } as unknown as NodeJS.ProcessEnv
  const printed = execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8', env })
  return printed.split('\u0001').map((words) => words.split('\0').slice(0, -1))
}

test('every example is a command that says what the document says', () => {
  expect(operations.length).toBeGreaterThan(40)
  const all = argumentsOf(operations.map(({ curl }) => curl))
  for (const [place, operation] of operations.entries()) {
    const { method, scope, body } = operation
    const words = all[place] ?? []
    const sentBy = (option: string) =>
      words.flatMap((word, index) => (words[index - 1] === option ? [word] : []))
    expect(sentBy('-X')[0] ?? (body ? 'POST' : 'GET')).toBe(method)
    expect(words).toContain(`http://127.0.0.1:8000/api/v1${fillPath(operation, exampleValues(operation))}`)
    expect(operation.curl).not.toContain('{id}')
    expect(sentBy('-H').includes('Authorization: Bearer hg_test_1')).toBe(scope !== null)
    const needsKey = operation.parameters.some(({ name, required }) => name === 'Idempotency-Key' && required)
    expect(sentBy('-H').some((header) => header.startsWith('Idempotency-Key: '))).toBe(needsKey)
    expect(sentBy('-d').map((sent) => JSON.parse(sent))).toEqual(body ? [JSON.parse(body.example)] : [])
  }
})

test('what a shell would take for its own is quoted', () => {
  const [some] = operations
  const given = {
    ...some!,
    method: 'POST',
    path: '/x/{id}',
    scope: null,
    parameters: [],
    body: { fields: [], example: `{"name": "O'Hara $HOME \`id\`"}` },
  }
  expect(argumentsOf([exampleCurl('http://h', given)])[0]).toEqual([
    'http://h/x/{id}',
    '-H',
    'Content-Type: application/json',
    '-d',
    given.body.example,
  ])
})

test('a path is filled with what was typed, whatever that is', () => {
  const operation = {
    path: '/users/{id}',
    parameters: [
      { name: 'id', in: 'path' as const },
      { name: 'q', in: 'query' as const },
      { name: 'Idempotency-Key', in: 'header' as const },
    ].map((one) => ({ ...one, depth: 0, type: 'text', required: false, description: '', choices: [] })),
  }
  expect(fillPath(operation, { id: '../x?y', q: 'a&b=ё', 'Idempotency-Key': 'k' })).toBe(
    '/users/..%2Fx%3Fy?q=a%26b%3D%D1%91',
  )
  expect(fillPath(operation, { id: '', q: '' })).toBe('/users/{id}')
})
