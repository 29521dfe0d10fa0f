import type { Database } from '@/db/client'
import type { ApiScope } from '@/lib/api-keys/scopes'
import { clientAddress } from '@/lib/auth/client-address'
import { AppError } from '../errors'
import { authenticateRequest } from './authenticate-request'
import type { Call } from './boundary'
import { type Caller, requireScope } from './caller'
import { limitCalls } from './limit-calls'

/**
 * Lets a call in that needs to know its caller. All keys and tokens of a user are counted together.
 * @throws AppError `unauthenticated`, `rate_limited`, `forbidden`.
 */
export async function admit(db: Database, call: Call, scope: ApiScope): Promise<Caller> {
  const caller = await authenticate(db, call)
  const kind = caller.operator ? 'operator' : 'user'
  await limitCalls(db, { kind, key: caller.userId }, call.headers)
  requireScope(caller, scope)
  return caller
}

/** Lets a call in that anyone may make. @throws AppError `rate_limited`. */
export function admitAnyone(db: Database, { request, headers }: Call): Promise<void> {
  return limitCalls(db, { kind: 'address', key: clientAddress(request.headers) }, headers)
}

/** Only those who are refused are counted by their address: a stranger's guesses stop nobody who has a key. */
async function authenticate(db: Database, call: Call): Promise<Caller> {
  try {
    return await authenticateRequest(db, call.request)
  } catch (error) {
    if (error instanceof AppError && error.code === 'unauthenticated') await admitAnyone(db, call)
    throw error
  }
}
