import { type APIRequestContext, expect, test } from '@playwright/test'

const PASSWORD = 'correct horse battery'

/** Someone who registered through the API, with a token. */
async function register(request: APIRequestContext) {
  const email = `api-${crypto.randomUUID()}@example.test`
  const created = await request.post('/api/v1/users', { data: { email, password: PASSWORD } })
  expect(created.status()).toBe(201)
  const answered = await request.post('/api/v1/token', { data: { email, password: PASSWORD } })
  const { access_token: token, token_type: type } = await answered.json()
  expect(type).toBe('Bearer')
  return { email, headers: { authorization: `Bearer ${token}` } }
}

/** A refusal as RFC 9457 has it, without anything of our insides. */
async function expectProblem(
  response: Awaited<ReturnType<APIRequestContext['get']>>,
  problem: { status: number; code: string; field?: string },
) {
  expect(response.headers()['content-type']).toContain('application/problem+json')
  const body = await response.json()
  expect(body).toMatchObject(problem)
  expect(response.status()).toBe(problem.status)
  expect(JSON.stringify(body)).not.toMatch(/node_modules|postgres|\bat \w+ \(/i)
}

test('the call of the README: a payment with a confirmation address', async ({ request, baseURL }) => {
  const { headers } = await register(request)
  // Byte for byte what an integrator sends: 1342.00 is a JSON number here.
  const body = '{"value": 1342.00, "currency": "RUB", "description": "Оплата подписки"}'
  const response = await request.post('/api/v1/payment', {
    headers: { ...headers, 'content-type': 'application/json' },
    data: Buffer.from(body),
  })
  expect(response.status()).toBe(201)
  const payment = await response.json()
  expect(payment).toMatchObject({
    status: 'pending',
    value: '1342.00',
    currency: 'RUB',
    description: 'Оплата подписки',
    confirmation_url: `${baseURL}/pay/${payment.id}`,
    paid_at: null,
  })
  const listed = await (await request.get('/api/v1/payment', { headers })).json()
  expect(listed).toEqual({ data: [payment], next_cursor: null })
  expect(await (await request.get(`/api/v1/payment/${payment.id}`, { headers })).json()).toEqual(payment)
})

test('nothing is rounded, guessed or overlooked in what is sent', async ({ request }) => {
  const { headers } = await register(request)
  const pay = (data: unknown) =>
    request.post('/api/v1/payment', {
      headers: { ...headers, 'content-type': 'application/json' },
      data: typeof data === 'string' ? Buffer.from(data) : (data as object),
    })
  const good = { value: '10.00', currency: 'RUB', description: 'x' }
  const bad = { status: 400, code: 'invalid_amount', field: 'value' }
  await expectProblem(await pay({ ...good, value: '10.001' }), bad)
  await expectProblem(await pay('{"value": 10.0000000000000001, "currency": "RUB"}'), bad)
  await expectProblem(await pay({ ...good, value: '-5' }), bad)
  await expectProblem(await pay({ ...good, value: 0 }), bad)
  await expectProblem(await pay({ ...good, value: '1e3' }), bad)
  await expectProblem(await pay({ ...good, currency: 'XXX' }), {
    status: 400,
    code: 'invalid_currency',
    field: 'currency',
  })
  const invalid = { status: 400, code: 'invalid_request' }
  await expectProblem(await pay({ value: '10.00' }), { ...invalid, field: 'currency' })
  await expectProblem(await pay({ ...good, surprise: 1 }), { ...invalid, field: 'surprise' })
  await expectProblem(await pay({ ...good, return_url: 'javascript:alert(1)' }), {
    ...invalid,
    field: 'return_url',
  })
  await expectProblem(await pay({ ...good, description: 'a\u0000b' }), { ...invalid, field: 'description' })
  await expectProblem(await pay('{"value": '), { status: 400, code: 'invalid_json' })
  await expectProblem(await pay('[]'), { status: 400, code: 'invalid_request' })
  await expectProblem(await pay('['.repeat(5000)), { status: 400, code: 'invalid_json' })
  await expectProblem(await pay({ ...good, description: 'x'.repeat(100_000) }), {
    status: 413,
    code: 'payload_too_large',
  })
})

test('whoever is not known is told so, and what is not theirs does not exist', async ({ request }) => {
  const mine = await register(request)
  const theirs = await register(request)
  const unauthenticated = { status: 401, code: 'unauthenticated' }
  for (const path of ['payment', 'balance', 'transactions', 'subscriptions']) {
    await expectProblem(await request.get(`/api/v1/${path}`), unauthenticated)
    for (const authorization of ['Bearer', 'Bearer x.y.z', 'Basic Zm9vOmJhcg==', 'Bearer hg_nonsense']) {
      await expectProblem(
        await request.get(`/api/v1/${path}`, { headers: { authorization } }),
        unauthenticated,
      )
    }
  }
  const wish = { data: { value: '10.00', currency: 'RUB' }, headers: mine.headers }
  const payment = await (await request.post('/api/v1/payment', wish)).json()
  const missing = { status: 404, code: 'not_found' }
  await expectProblem(
    await request.get(`/api/v1/payment/${payment.id}`, { headers: theirs.headers }),
    missing,
  )
  await expectProblem(
    await request.get(`/api/v1/payment/${crypto.randomUUID()}`, { headers: mine.headers }),
    missing,
  )
  await expectProblem(await request.get('/api/v1/payment/not-an-id', { headers: mine.headers }), missing)
  await expectProblem(await request.get('/api/v1/nowhere', { headers: mine.headers }), missing)
  await expectProblem(await request.delete('/api/v1/balance', { headers: mine.headers }), {
    status: 405,
    code: 'method_not_allowed',
  })
  await expectProblem(
    await request.post('/api/v1/token', { data: { email: mine.email, password: 'wrong password' } }),
    { status: 401, code: 'invalid_credentials' },
  )
})

test('one idempotency key is one payment, whoever asks how often', async ({ request }) => {
  const { headers } = await register(request)
  const keyed = { ...headers, 'idempotency-key': crypto.randomUUID() }
  const data = { value: '25.00', currency: 'RUB', description: 'once' }
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => request.post('/api/v1/payment', { headers: keyed, data })),
  )
  for (const answer of answers) expect([201, 409]).toContain(answer.status())
  const first = await (await request.post('/api/v1/payment', { headers: keyed, data })).json()
  const listed = await (await request.get('/api/v1/payment', { headers })).json()
  expect(listed.data.map(({ id }: { id: string }) => id)).toEqual([first.id])
  await expectProblem(
    await request.post('/api/v1/payment', { headers: keyed, data: { ...data, value: '26.00' } }),
    { status: 422, code: 'idempotency_mismatch' },
  )
})

test('an empty wallet refuses charges and subscriptions, and says how much there is', async ({ request }) => {
  const { headers } = await register(request)
  const keyed = { ...headers, 'idempotency-key': crypto.randomUUID() }
  const data = { value: '1.00', currency: 'RUB', reason: 'a licence' }
  await expectProblem(await request.post('/api/v1/charge', { headers, data }), {
    status: 400,
    code: 'invalid_request',
    field: 'Idempotency-Key',
  })
  const refused = await request.post('/api/v1/charge', { headers: keyed, data })
  expect(await refused.json()).toMatchObject({ code: 'insufficient_funds', available: '0.00' })
  const tariffs = await (await request.get('/api/v1/tariffs')).json()
  expect(tariffs.data.length).toBeGreaterThan(3)
  const start = await request.post('/api/v1/subscriptions', { headers, data: { tariff: tariffs.data[0].id } })
  expect(await start.json()).toMatchObject({ code: 'insufficient_funds', status: 402 })
  expect(await (await request.get('/api/v1/subscriptions', { headers })).json()).toEqual({
    data: [],
    next_cursor: null,
  })
})

test('an unsigned webhook is refused, and jobs are not for strangers', async ({ request }) => {
  const event = { id: 'evt_forged', type: 'payment_intent.succeeded', data: { object: { id: 'pi_1' } } }
  const forged = await request.post('/api/webhooks/stripe', {
    data: event,
    headers: { 'stripe-signature': 't=1,v1=00' },
  })
  expect(forged.status()).toBe(400)
  expect((await request.post('/api/inngest', { data: {} })).status()).toBe(404)
  expect((await request.get('/api/health/live')).ok()).toBe(true)
  expect((await request.get('/api/health/ready')).ok()).toBe(true)
})

test("sign-in calls that make no sense are the caller's fault, and break no page", async ({ request }) => {
  const refused = { status: 400, code: 'invalid_request' }
  const json = { 'content-type': 'application/json' }
  await expectProblem(
    await request.post('/api/auth/signin', { headers: json, data: Buffer.from('{') }),
    refused,
  )
  const cookie = 'next-auth.callback-url=http://['
  await expectProblem(await request.get('/api/auth/csrf', { headers: { cookie } }), refused)
  expect((await request.get('/sign-in', { headers: { cookie } })).status()).toBe(200)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const large = { headers: form, data: Buffer.alloc(17 * 1024, 'a') }
  const tooLarge = { status: 413, code: 'payload_too_large' }
  await expectProblem(await request.post('/api/auth/callback/credentials', large), tooLarge)
  expect(await (await request.get('/api/auth/session')).json()).toEqual({})
})

test('every answer carries the headers that protect a page; a broken address is simply none', async ({
  request,
}) => {
  for (const path of ['/', '/sign-in', '/api/health/live', '/no-such-page']) {
    const headers = (await request.get(path)).headers()
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['strict-transport-security'], path).toBe('max-age=31536000')
  }
  expect((await request.get('/pay/%')).status()).toBe(404)
})
