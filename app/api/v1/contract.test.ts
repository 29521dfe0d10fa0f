import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildDocument, listOperations, type RoutedOperation } from '@/lib/http/openapi/build-document'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { plantKey } from '@/lib/testing/api-client'
import { ApiContract, callExample } from '@/lib/testing/api-contract'
import { malformCall } from '@/lib/testing/malform-call'
import { plantOperatorCredential } from '@/lib/testing/plant-credentials'
import type { TestDatabase } from '@/lib/testing/test-database'
import { withExamples } from '@/lib/testing/with-examples'
import { ALL_ROUTES } from './all-routes'

// Every test here is made from the document, and nothing but the document says what is right.

const contract = new ApiContract(buildDocument(ALL_ROUTES, { apiUrl: 'http://127.0.0.1:8000/api/v1' }))

const examples = withExamples()

/** Whom a call is for: the user with just the scope that it says it needs, or an operator. To hand on, one must have. */
function credentialFor(base: TestDatabase, { operation: { scope } }: RoutedOperation): Promise<string> {
  if (scope === 'operator') return plantOperatorCredential(base, "an operator's key")
  return plantKey(base.db, EXAMPLES.user, scope && scope !== 'keys:write' ? [scope] : [])
}

/** All that a call may have left behind. */
async function traces({ owner }: TestDatabase) {
  const [row] = await owner`
    select (select count(*)::int from transactions) as transactions,
           (select count(*)::int from payments) as payments,
           (select count(*)::int from subscription_changes) as changes,
           (select count(*)::int from tariff_prices) as prices,
           (select count(*)::int from users) as users,
           (select count(*)::int from api_keys) as keys`
  return row
}

const operations = listOperations(ALL_ROUTES).map((routed) => ({
  name: `${routed.method} ${routed.path}`,
  routed,
}))

describe.each(operations)('$name', ({ routed }) => {
  test('does what its example shows, and answers as it says', async () => {
    const base = await (routed.method === 'GET' ? examples.toRead() : examples.toChange())
    const reply = await callExample(routed, { as: await credentialFor(base, routed) })
    expect(reply.status, reply.text).toBeLessThan(300)
    expect(contract.faultsOf(routed, reply)).toEqual([])
    // Beyond what clients are told, an answer has no field that the document does not know.
    const schema = routed.operation.answers[reply.status as 200 | 201]
    expect(schema?.safeParse(reply.json).error?.issues ?? []).toEqual([])
  })

  test('refuses what is malformed, names the field, and leaves nothing behind', async () => {
    // Calls that anyone may make are counted together, against guessing.
    const base = await (routed.operation.scope === null ? examples.toChange() : examples.toRead())
    const as = await credentialFor(base, routed)
    const before = await traces(base)
    for (const { what, send, field } of malformCall(routed, contract)) {
      const reply = await callExample(routed, { ...send, as })
      const isRefused = reply.status >= 400 && reply.status < 500
      expect([what, isRefused, contract.faultsOf(routed, reply)]).toEqual([what, true, []])
      if (field !== undefined) {
        expect([what, String(reply.json.field).split('.')[0]]).toEqual([what, field])
      }
    }
    expect(await traces(base)).toEqual(before)
  })
})

test.each(operations.filter(({ routed }) => routed.operation.body))(
  '$name never fails, whatever it is sent',
  async ({ routed }) => {
    const as = await credentialFor(await examples.toChange(), routed)
    const good = routed.operation.example?.body ?? {}
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.string(),
      fc.integer(),
      fc.double({ noNaN: true }),
    )
    const fields = fc.record(Object.fromEntries(Object.keys(good).map((field) => [field, value])), {
      requiredKeys: [],
    })
    await fc.assert(
      fc.asyncProperty(fields, async (wrong) => {
        const reply = await callExample(routed, { body: { ...good, ...wrong }, as })
        expect(contract.faultsOf(routed, reply)).toEqual([])
        expect(reply.status).toBeLessThan(500)
      }),
      { numRuns: 25 },
    )
  },
)
