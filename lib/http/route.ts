import { z } from 'zod'
import type { Database } from '@/db/client'
import { database } from '@/db/connection'
import type { ApiScope } from '@/lib/api-keys/scopes'
import { AppError } from '../errors'
import { parseFields } from '../parse-fields'
import { type Answer, refusal, toResponse } from './answer'
import { authenticateRequest } from './authenticate-request'
import { boundary, type Call, type RouteHandler } from './boundary'
import { type Caller, requireScope, resolveUser } from './caller'
import { actedForField } from './fields'
import { fingerprint } from './idempotency/fingerprint'
import { readIdempotencyKey } from './idempotency/idempotency-key'
import { runInTransaction } from './idempotency/run-in-transaction'
import { runOutside } from './idempotency/run-outside'
import type { KeyedRequest } from './idempotency/stored-request'
import { parseQuery } from './parse-query'
import { readJsonBody } from './read-json-body'

/** A call of someone known, checked: what a handler works on. */
export type AuthorizedCall<B> = Call & {
  db: Database
  caller: Caller
  /** Whom it acts for: the caller, or the user an operator named. */
  userId: string
  /** The body or, for a reading call, the query, as its schema read it. */
  input: B
  /** Names the one effect of this call for ever, if the caller sent an Idempotency-Key: the same in each retry. */
  effectKey: string | undefined
}

/** A body or query, which may name the user whom an operator acts for. */
type MayNameUser = { user?: string | undefined; [field: string]: unknown }

/** Any call may name a user; whether it is heeded is decided in one place. */
const queryOfWrites = z.strictObject({ user: actedForField })

/** A handler that reads: GET of whoever has the scope. */
export function readRoute<S extends z.ZodType<MayNameUser>>(spec: {
  scope: ApiScope
  query: S
  run: (call: AuthorizedCall<z.output<S>>) => Promise<Answer | Response>
}): RouteHandler {
  return boundary(async (call) => {
    const db = database()
    const caller = await authenticateRequest(db, call.request)
    requireScope(caller, spec.scope)
    const input = parseQuery(spec.query, call.request)
    const userId = await resolveUser(db, caller, { query: input.user })
    const result = await spec.run({ ...call, db, caller, userId, input, effectKey: undefined })
    return result instanceof Response ? result : toResponse(result)
  })
}

/**
 * A handler that writes to the database alone. `db` is one transaction with the Idempotency-Key's row: nothing else
 * may be used in it, neither the pool nor the network.
 */
export function writeRoute<S extends z.ZodType<MayNameUser>>(spec: WriteSpec<S>): RouteHandler {
  return boundary(async (call) => {
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
  body: S
  run: (call: AuthorizedCall<z.output<S>> & { effectKey: string }) => Promise<Answer>
}): RouteHandler {
  return boundary(async (call) => {
    const { keyed: _, effectKey, ...checked } = await checkWrite(call, { ...spec, needsKey: true })
    if (effectKey === undefined) throw missingKey()
    return toResponse(await spec.run({ ...checked, effectKey }))
  })
}

/** A handler with an effect outside the database. It runs under its Idempotency-Key, and must itself be resumable. */
export function effectRoute<S extends z.ZodType<MayNameUser>>(spec: WriteSpec<S>): RouteHandler {
  return boundary(async (call) => {
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

async function checkWrite<S extends z.ZodType<MayNameUser>>(call: Call, spec: Omit<WriteSpec<S>, 'run'>) {
  const db = database()
  const caller = await authenticateRequest(db, call.request)
  requireScope(caller, spec.scope)
  const key = readIdempotencyKey(call.request)
  if (key === undefined && spec.needsKey) throw missingKey()
  const query: MayNameUser = parseQuery(spec.query ?? queryOfWrites, call.request)
  const body = spec.body && (await readJsonBody(call.request, spec))
  const input = (spec.body ? parseFields(spec.body, body) : query) as z.output<S>
  const userId = await resolveUser(db, caller, { body: input.user, query: query.user })
  const { pathname } = new URL(call.request.url)
  const keyed: KeyedRequest | undefined =
    key === undefined
      ? undefined
      : {
          userId: caller.userId,
          operation: `${call.request.method} ${pathname}`,
          key,
          requestHash: fingerprint({
            body: body ?? null,
            query: spec.query ? `${userId} ${JSON.stringify(query)}` : userId,
          }),
        }
  return { ...call, db, caller, userId, input, keyed, effectKey: keyed && effectKeyOf(keyed) }
}
