import { z } from 'zod'
import type { Database } from '@/db/client'
import { database } from '@/db/connection'
import type { ApiScope } from '@/lib/api-keys/scopes'
import { AppError } from '../errors'
import { parseFields } from '../parse-fields'
import { admit, admitAnyone } from './admit'
import { type Answer, refusal, toResponse } from './answer'
import { boundary, type Call, type RouteHandler } from './boundary'
import { type Caller, resolveUser } from './caller'
import { actedForField } from './fields'
import { fingerprint } from './idempotency/fingerprint'
import { readIdempotencyKey } from './idempotency/idempotency-key'
import { runInTransaction } from './idempotency/run-in-transaction'
import { runOutside } from './idempotency/run-outside'
import type { KeyedRequest } from './idempotency/stored-request'
import type { Describe, Operation } from './openapi/operation'
import { parseQuery } from './parse-query'
import { pathId } from './path-id'
import { readJsonBody } from './read-json-body'

/** A call of someone known, checked: what a handler works on. */
export type AuthorizedCall<B> = Call & {
  db: Database
  caller: Caller
  /** Whom it acts for: the caller, or the user an operator named. */
  userId: string
  /** Who was named in the body or the query, which may be the caller; undefined if nobody was. */
  namedUser: string | undefined
  /** The body or, for a reading call, the query, as its schema read it. */
  input: B
  /** Names the one effect of this call for ever, if the caller sent an Idempotency-Key: the same in each retry. */
  effectKey: string | undefined
}

/** A body or query, which may name the user whom an operator acts for. */
type MayNameUser = { user?: string | undefined; [field: string]: unknown }

/** A call that is sent nothing. */
const noFields = z.strictObject({})

/** Any call may name a user; whether it is heeded is decided in one place. */
const nothingButUser = z.strictObject({ user: actedForField })

/** A handler that anyone may call. Neither a caller nor an Idempotency-Key is looked at for it. */
export function publicRoute<Q extends z.ZodType, B extends z.ZodType>(spec: {
  describe: Describe
  /** None for a call without a query of its own. */
  query?: Q
  /** None for a call without a body. */
  body?: B
  idempotencyKey?: Operation['idempotencyKey']
  run: (call: Call & { db: Database; query: z.output<Q>; body: z.output<B> }) => Promise<Answer>
}): RouteHandler {
  const { describe, query, body, idempotencyKey = 'none' } = spec
  return described({ ...describe, scope: null, query, body, idempotencyKey }, async (call) => {
    const db = database()
    await admitAnyone(db, call)
    const asked = parseQuery(query ?? noFields, call.request) as z.output<Q>
    const sent = (body && parseFields(body, await readJsonBody(call.request))) as z.output<B>
    return toResponse(await spec.run({ ...call, db, query: asked, body: sent }))
  })
}

/** A handler that reads: GET of whoever has the scope. */
export function readRoute<S extends z.ZodType<MayNameUser>>(spec: {
  scope: ApiScope
  describe: Describe
  query: S
  run: (call: AuthorizedCall<z.output<S>>) => Promise<Answer | Response>
}): RouteHandler {
  const { describe, scope, query } = spec
  return described({ ...describe, scope, query, idempotencyKey: 'none' }, async (call) => {
    const db = database()
    const caller = await admit(db, call, spec.scope)
    const input = parseQuery(spec.query, call.request)
    const userId = await resolveUser(db, caller, { query: input.user })
    const namedUser = input.user
    const result = await spec.run({ ...call, db, caller, userId, namedUser, input, effectKey: undefined })
    return result instanceof Response ? result : toResponse(result)
  })
}

/**
 * A handler that writes to the database alone. `db` is one transaction with the Idempotency-Key's row: nothing else
 * may be used in it, neither the pool nor the network.
 */
export function writeRoute<S extends z.ZodType<MayNameUser>>(spec: WriteSpec<S>): RouteHandler {
  return described(writeOperation(spec), async (call) => {
    const { keyed, ...checked } = await checkWrite(call, spec)
    return toResponse(await runInTransaction(checked.db, keyed, (tx) => spec.run({ ...checked, db: tx })))
  })
}

/**
 * A handler whose effect keeps its own key, as the ledger does: asked again with it, the effect itself says what came
 * of it. It needs no transaction around it, so that many calls can share one.
 */
export function keyedRoute<S extends z.ZodType<MayNameUser>>(spec: {
  scope: ApiScope
  describe: Describe
  body: S
  run: (call: AuthorizedCall<z.output<S>> & { effectKey: string }) => Promise<Answer>
}): RouteHandler {
  return described(writeOperation({ ...spec, needsKey: true }), async (call) => {
    const { keyed: _, effectKey, ...checked } = await checkWrite(call, { ...spec, needsKey: true })
    if (effectKey === undefined) throw missingKey()
    return toResponse(await spec.run({ ...checked, effectKey }))
  })
}

/** A handler with an effect outside the database. It runs under its Idempotency-Key, and must itself be resumable. */
export function effectRoute<S extends z.ZodType<MayNameUser>>(spec: WriteSpec<S>): RouteHandler {
  return described(writeOperation(spec), async (call) => {
    const { keyed, ...checked } = await checkWrite(call, spec)
    return toResponse(await runOutside(checked.db, keyed, () => settled(spec.run(checked), call.requestId)))
  })
}

/**
 * What the caller did wrong is as final as a success: the effect may have begun and cannot be undone by throwing,
 * so the refusal is stored and given again. Faults of others stay errors, and the call can be tried again.
 */
async function settled(effect: Promise<Answer>, requestId: string): Promise<Answer> {
  try {
    return await effect
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return refusal(error, requestId)
    throw error
  }
}

type WriteSpec<S extends z.ZodType> = {
  scope: ApiScope
  describe: Describe
  /** None for a call without a body. */
  body?: S
  /** Of a call without a body that names in its address what it is about, such as `?currency=RUB`. */
  query?: S
  /** Whether each of its fields can be left out, and so the body too. */
  mayBeEmpty?: boolean
  /** Whether the caller has to send an Idempotency-Key: where a retry without one could move money twice. */
  needsKey?: boolean
  run: (call: AuthorizedCall<z.output<S>>) => Promise<Answer>
}

/** A handler that says of itself what the API's document needs to know. */
function described(operation: Operation, handle: (call: Call) => Promise<Response>): RouteHandler {
  return Object.assign(boundary(handle), { operation })
}

/** A call that changes something, as the document tells it. One without a body names its user in the query. */
function writeOperation(spec: Omit<WriteSpec<z.ZodType>, 'run'>): Operation {
  const { describe, scope, body, mayBeEmpty, needsKey } = spec
  const query = spec.query ?? (body || scope === 'operator' ? undefined : nothingButUser)
  return { ...describe, scope, query, body, mayBeEmpty, idempotencyKey: needsKey ? 'required' : 'optional' }
}

function missingKey(): AppError {
  return new AppError(
    'invalid_request',
    'Send an Idempotency-Key, so that a retry cannot move the money twice.',
    { field: 'Idempotency-Key' },
  )
}

/** Two callers' keys never meet, nor do two operations of one. */
function effectKeyOf({ userId, operation, key }: KeyedRequest): string {
  return `${operation} ${userId} ${key}`
}

/**
 * What is changed is named by ids alone. Another path is refused before its key is taken: the key is kept beside the
 * path, and a path that anybody made up may be longer than an index holds.
 */
function refuseForeignIds(params: Call['params']): void {
  for (const name of Object.keys(params)) pathId(params, name)
}

async function checkWrite<S extends z.ZodType<MayNameUser>>(call: Call, spec: Omit<WriteSpec<S>, 'run'>) {
  const db = database()
  const caller = await admit(db, call, spec.scope)
  const key = readIdempotencyKey(call.request)
  if (key === undefined && spec.needsKey) throw missingKey()
  const query: MayNameUser = parseQuery(spec.query ?? nothingButUser, call.request)
  // A call that takes nothing may come with an empty body, but not with one whose fields would be overlooked.
  const body = await readJsonBody(call.request, { mayBeEmpty: !spec.body || spec.mayBeEmpty === true })
  const sent = parseFields<z.ZodType<MayNameUser>>(spec.body ?? nothingButUser, body)
  const input = (spec.query ? query : sent) as z.output<S>
  const namedUser = sent.user ?? query.user
  const userId = await resolveUser(db, caller, { body: sent.user, query: query.user })
  refuseForeignIds(call.params)
  const { pathname } = new URL(call.request.url)
  const keyed: KeyedRequest | undefined =
    key === undefined
      ? undefined
      : {
          userId: caller.userId,
          operation: `${call.request.method} ${pathname}`,
          key,
          requestHash: fingerprint({
            body: spec.body ? body : null,
            query: spec.query ? `${userId} ${JSON.stringify(query)}` : userId,
          }),
        }
  return { ...call, db, caller, userId, namedUser, input, keyed, effectKey: keyed && effectKeyOf(keyed) }
}
