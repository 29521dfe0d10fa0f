import { expect, test } from 'vitest'
import { apiDocument } from '@/app/api/v1/document'
import { operationText } from './operation-text'
import { readChapters } from './read-chapters'

const document = apiDocument()
const chapters = readChapters(document)
const operations = chapters.flatMap((chapter) => chapter.operations)

test('every call of the document is in one chapter', () => {
  const documented = Object.values(document.paths).flatMap((calls) =>
    Object.values(calls).map(({ operationId }) => operationId),
  )
  expect(operations.map(({ id }) => id).sort()).toEqual(documented.sort())
  expect(new Set(chapters.map(({ slug }) => slug)).size).toBe(chapters.length)
})

test('a call is told with all that the document says of it', () => {
  const payment = operations.find(({ id }) => id === 'createPayment')
  expect(payment).toMatchObject({ method: 'POST', path: '/payment', scope: 'payments:write' })
  expect(payment?.description).not.toContain('Scope')
  expect(payment?.parameters).toMatchObject([{ name: 'Idempotency-Key', in: 'header', required: false }])
  expect(payment?.body?.fields).toContainEqual(
    expect.objectContaining({ name: 'value', type: 'text or number', required: true, depth: 0 }),
  )
  expect(payment?.refusals).toContainEqual({ status: '409', codes: ['idempotency_in_flight', 'conflict'] })
  const [answer] = payment?.answers ?? []
  expect(answer?.status).toBe('201')
  expect(answer?.fields.find(({ name }) => name === 'status')?.choices).toContain('succeeded')
  const page = operations.find(({ id }) => id === 'listPayments')?.answers[0]?.fields ?? []
  expect(page[0]).toMatchObject({ name: 'data[]', type: 'list of Payment', depth: 0 })
  expect(page[1]).toMatchObject({ name: 'id', type: 'id', depth: 1 })
})

test('everyone may make the calls that need no key, and operators alone theirs', () => {
  const byId = new Map(operations.map((operation) => [operation.id, operation]))
  expect(byId.get('listTariffs')?.scope).toBeNull()
  expect(byId.get('createBonus')).toMatchObject({ scope: 'operator', forOperators: true })
})

test('each field, answer and refusal is in the text for programs', () => {
  for (const operation of operations) {
    const text = operationText(operation)
    const fields = [
      ...operation.parameters,
      ...(operation.body?.fields ?? []),
      ...operation.answers.flatMap(({ fields }) => fields),
    ]
    for (const { name } of fields) expect(text).toContain(`\`${name}\``)
    for (const code of operation.refusals.flatMap(({ codes }) => codes)) expect(text).toContain(code)
    expect(text).toContain(operation.curl)
    expect(text).not.toMatch(/undefined|\[object/)
  }
})
