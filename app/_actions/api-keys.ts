'use server'

import { z } from 'zod'
import { database } from '@/db/connection'
import { createApiKey as create } from '@/lib/api-keys/create-api-key'
import { revokeApiKey as revoke } from '@/lib/api-keys/revoke-api-key'
import { API_SCOPES } from '@/lib/api-keys/scopes'
import { confirmAction } from './confirm-action'
import { userAction } from './user-action'

const DAY_MS = 86_400_000

/** A list of boxes sends one ticked box as a text, and none not at all. */
const scopes = z.preprocess((sent) => (sent === undefined ? [] : [sent].flat()), z.array(z.enum(API_SCOPES)))

const newKeyFields = z.object({
  name: z.string(),
  scopes,
  /** Empty: never. */
  expires_in_days: z.union([z.literal('').transform(() => undefined), z.enum(['30', '90', '365'])]),
})

/** Makes a key; the answer is the only place where its secret ever shows. */
export const createApiKey = userAction(newKeyFields, async (input, { userId }) => {
  const days = input.expires_in_days
  // By the wall clock, as keys are checked: the sandbox's test clock moves money, not keys.
  const expiry = days === undefined ? {} : { expiresAt: new Date(Date.now() + Number(days) * DAY_MS) }
  const { name, scopes } = input
  const { secret } = await create(database(), { userId, name, scopes, ...expiry })
  return { secret, name: name.trim(), scopes }
})

/** Revokes a key for good. */
export const revokeApiKey = confirmAction(
  userAction(z.object({ key: z.string() }), async ({ key: keyId }, { userId }) => {
    await revoke(database(), { userId, keyId })
    return undefined
  }),
)
