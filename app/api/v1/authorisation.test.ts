import { describe, expect, test, vi } from 'vitest'
import { API_SCOPES } from '@/lib/api-keys/scopes'
import * as settings from '@/lib/env'
import { listOperations, type RoutedOperation } from '@/lib/http/openapi/build-document'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { plantKey, type Reply } from '@/lib/testing/api-client'
import { callExample } from '@/lib/testing/api-contract'
import {
  OPERATORS,
  POWERLESS,
  plantDeadCredentials,
  plantOperatorCredential,
  plantStrangers,
} from '@/lib/testing/plant-credentials'
import type { TestDatabase } from '@/lib/testing/test-database'
import { withExamples } from '@/lib/testing/with-examples'
import { ALL_ROUTES } from './all-routes'

// Every call there is, about what is Ada's, by everyone who is not her.

const examples = withExamples()

const guarded = listOperations(ALL_ROUTES)
  .filter(({ operation }) => operation.scope !== null)
  .map((routed) => ({ name: `${routed.method} ${routed.path}`, routed }))

/** What is Ada's and nobody else's business. */
const PRIVATE = [
  EXAMPLES.user,
  EXAMPLES.subscription,
  EXAMPLES.payment,
  EXAMPLES.key,
  EXAMPLES.card,
  EXAMPLES.recurringPayment,
  'ada@example.com',
]

/** The example's query, with Ada named in it. */
function naming({ operation }: RoutedOperation): string {
  return new URLSearchParams({ ...operation.example?.query, user: EXAMPLES.user }).toString()
}

/** Whether a call names one thing of one user; the price list is everyone's. */
const isAboutOne = ({ path, operation }: RoutedOperation) =>
  path.includes('{id}') && operation.scope !== 'operator'

/** Where an operator need not say whose it is. */
const UNNAMED = ['/payment/{id}/refunds']

/** All that is Ada's, as it stands. */
async function hers({ owner }: TestDatabase) {
  const [row] = await owner`
    select (select jsonb_agg(w order by id) from wallets w where user_id = ${EXAMPLES.user}) as wallets,
           (select jsonb_agg(s order by id) from subscriptions s where user_id = ${EXAMPLES.user}) as subscriptions,
           (select jsonb_agg(p order by id) from payments p where user_id = ${EXAMPLES.user}) as payments,
           (select jsonb_agg(to_jsonb(k) - 'last_used_at' order by id) from api_keys k
             where user_id = ${EXAMPLES.user}) as keys,
           (select jsonb_agg(c order by id) from cards c where user_id = ${EXAMPLES.user}) as cards,
           (select jsonb_agg(a) from auto_top_ups a where user_id = ${EXAMPLES.user}) as auto_top_ups,
           (select jsonb_agg(r order by id) from recurring_payments r where user_id = ${EXAMPLES.user}) as recurring,
           (select jsonb_agg(t order by id) from tariffs t) as tariffs,
           (select jsonb_agg(p order by id) from tariff_prices p) as prices`
  return row
}

function sentence(reply: Reply) {
  const { request_id: _, ...problem } = reply.json
  return problem
}

describe.each(guarded)('$name', ({ routed }) => {
  const { scope } = routed.operation

  test('is for nobody whose credential is worth nothing', async () => {
    const base = await examples.toRead()
    const dead = await plantDeadCredentials(base, EXAMPLES.user)
    const before = await hers(base)
    for (const [whose, as] of Object.entries(dead)) {
      const reply = await callExample(routed, as === undefined ? {} : { as })
      expect([whose, reply.status, reply.json.code]).toEqual([whose, 401, 'unauthenticated'])
      expect(reply.headers.get('www-authenticate')).toContain('Bearer')
    }
    expect(await hers(base)).toEqual(before)
  })

  test('is for no key of hers without its scope', async () => {
    const base = await examples.toRead()
    const others = API_SCOPES.filter((one) => one !== scope && one !== 'operator')
    const limited = await plantKey(base.db, EXAMPLES.user, others)
    const before = await hers(base)
    expect((await callExample(routed, { as: limited })).json).toMatchObject({
      status: 403,
      code: 'forbidden',
      scope,
    })
    expect(await hers(base)).toEqual(before)
  })

  test('shows and does nothing of hers to a stranger', async () => {
    const base = await examples.toRead()
    const before = await hers(base)
    for (const [whose, as] of Object.entries(await plantStrangers(base))) {
      const reply = await callExample(routed, { as })
      expect([whose, reply.status < 500]).toEqual([whose, true])
      for (const secret of PRIVATE) expect(reply.text).not.toContain(secret)
      if (scope === 'operator') expect([whose, reply.status]).toEqual([whose, 403])
      if (whose === POWERLESS) expect(reply.status).toBe(403)
      else if (isAboutOne(routed)) {
        // Hers is answered as what does not exist, word for word.
        const unknown = await callExample(routed, { as, params: { id: crypto.randomUUID() } })
        expect([whose, reply.status, sentence(reply)]).toEqual([whose, 404, sentence(unknown)])
      }
      expect((await callExample(routed, { as, query: naming(routed) })).json).toMatchObject({
        status: 403,
        code: 'forbidden',
      })
    }
    expect(await hers(base)).toEqual(before)
  })

  test.each(OPERATORS)('is done for her by %s who names her, and only then', async (whose) => {
    const base = await (routed.method === 'GET' ? examples.toRead() : examples.toChange())
    const as = await plantOperatorCredential(base, whose)
    if (isAboutOne(routed) && !UNNAMED.includes(routed.path)) {
      expect((await callExample(routed, { as })).status).toBe(404)
    }
    const reply = await callExample(routed, {
      as,
      ...(scope === 'operator' ? {} : { query: naming(routed) }),
    })
    expect(reply.status < 300 ? 'done' : reply.text).toBe('done')
  })
})

test('all keys and tokens of a user are counted together, and refused together', async () => {
  const base = await examples.toChange()
  vi.spyOn(settings, 'env').mockReturnValue({ ...settings.env(), API_RATE_LIMIT: 2 })
  const [balance] = guarded.filter(({ name }) => name === 'GET /balance')
  const [prices] = listOperations(ALL_ROUTES).filter(({ operation }) => operation.id === 'listTariffs')
  if (!balance || !prices) throw new Error('these calls exist')
  const [one, other] = [await plantKey(base.db, EXAMPLES.user), await plantKey(base.db, EXAMPLES.user)]
  const first = await callExample(balance.routed, { as: one })
  expect([first.status, first.headers.get('ratelimit')]).toEqual([200, '"user";r=1;t=60'])
  expect(first.headers.get('ratelimit-policy')).toBe('"user";q=2;w=60')
  expect((await callExample(balance.routed, { as: other })).status).toBe(200)
  const refused = await callExample(balance.routed, { as: one })
  expect(refused.json).toMatchObject({ status: 429, code: 'rate_limited' })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.headers.get('ratelimit')).toMatch(/^"user";r=0;t=\d+$/)

  // Guesses are counted by the address they come from, and stop nobody who has a key.
  const guess = () => callExample(balance.routed, { as: `hg_test_${'0'.repeat(46)}` })
  expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([401, 401, 429])
  expect((await callExample(prices)).status).toBe(429)
  const [stranger] = Object.values(await plantStrangers(base))
  expect((await callExample(balance.routed, { as: stranger ?? '' })).status).toBe(200)
})
