'use server'

import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { database } from '@/db/connection'
import { createApiKey as create, MAX_ACTIVE_KEYS } from '@/lib/api-keys/create-api-key'
import { revokeApiKey as revoke } from '@/lib/api-keys/revoke-api-key'
import { MAX_OVERLAP_HOURS, rotateApiKey as rotate } from '@/lib/api-keys/rotate-api-key'
import { API_SCOPES } from '@/lib/api-keys/scopes'
import { AppError } from '@/lib/errors'
import { DAY_MS } from '@/lib/time'
import { confirmAction } from './confirm-action'
import { overlapHours } from './overlap-hours'
import { refuse, userAction } from './user-action'

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
  try {
    const { secret } = await create(database(), { userId, name, scopes, ...expiry })
    return { secret, name: name.trim(), scopes }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error
    const t = await getTranslations('apiKeys')
    return refuse('conflict', t('tooMany', { count: MAX_ACTIVE_KEYS }))
  }
})

/** Gives a key a new secret, shown in this answer alone. */
export const rotateApiKey = userAction(
  z.object({ key: z.string(), overlap_hours: overlapHours(MAX_OVERLAP_HOURS) }),
  async ({ key: keyId, overlap_hours: overlapHours }, { userId }) => {
    const { key, secret } = await rotate(database(), { userId, keyId, overlapHours })
    return { secret, name: key.name, scopes: key.scopes }
  },
)

/** Revokes a key for good. */
export const revokeApiKey = confirmAction(
  userAction(z.object({ key: z.string() }), async ({ key: keyId }, { userId }) => {
    await revoke(database(), { userId, keyId })
    return undefined
  }),
)
