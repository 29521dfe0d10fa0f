'use server'

import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { PATHS } from '@/components/shell/paths'
import { database } from '@/db/connection'
import type { Actor } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { EVENT_TYPES } from '@/lib/outbox/event'
import { changeEndpoint, deleteEndpoint } from '@/lib/webhooks/change-endpoint'
import { createEndpoint } from '@/lib/webhooks/create-endpoint'
import { endpointFields, MAX_ENDPOINTS } from '@/lib/webhooks/endpoint-fields'
import { replayDelivery } from '@/lib/webhooks/replay-delivery'
import { revealSecret } from '@/lib/webhooks/reveal-secret'
import { MAX_OVERLAP_HOURS, rotateSecret } from '@/lib/webhooks/rotate-secret'
import { sendTestEvent } from '@/lib/webhooks/send-test-event'
import { readWebhookEndpoint } from '@/lib/webhooks/webhook-endpoint'
import { confirmAction } from './confirm-action'
import { overlapHours } from './overlap-hours'
import { refuse, userAction, userLookup } from './user-action'

/** A list of boxes sends one ticked box as a text, and none not at all. */
const ticked = z.preprocess((sent) => (sent === undefined ? [] : [sent].flat()), z.array(z.enum(EVENT_TYPES)))

const fields = z.object({
  url: endpointFields.url,
  description: endpointFields.description,
  which: z.enum(['all', 'some']),
  events: ticked,
})

const oneField = z.object({ endpoint: z.guid() })

/** Who acts: their own endpoints are theirs and, for admins, those of the operator. */
const who = ({ userId, role }: Actor) => ({ userId, isOperator: role === 'admin', actor: `user:${userId}` })

const refuseNone = async () =>
  refuse('invalid_request', (await getTranslations('webhooks'))('refusedEvents'), 'events')

/** Makes an endpoint; answers with its secret. */
export const createWebhookEndpoint = userAction(
  fields.extend({ audience: z.enum(['user', 'operator']) }),
  async ({ url, description, which, events, audience }, actor) => {
    if (which === 'some' && events.length === 0) return refuseNone()
    const wish = { ...who(actor), url, description, audience, eventTypes: which === 'all' ? [] : events }
    try {
      return await database().transaction(async (tx) => {
        const { endpoint, secret } = await createEndpoint(tx, wish)
        return { id: endpoint.id, secret }
      })
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'conflict') throw error
      return refuse('conflict', (await getTranslations('webhooks'))('tooMany', { count: MAX_ENDPOINTS }))
    }
  },
)

/** Changes where an endpoint is and what it hears of. */
export const changeWebhookEndpoint = userAction(
  fields.extend(oneField.shape),
  async ({ endpoint: endpointId, url, description, which, events }, actor) => {
    if (which === 'some' && events.length === 0) return refuseNone()
    const eventTypes = which === 'all' ? [] : events
    await database().transaction((tx) =>
      changeEndpoint(tx, { ...who(actor), endpointId, url, description, eventTypes }),
    )
    return undefined
  },
)

/** Switches an endpoint on or off. */
export const switchWebhookEndpoint = userAction(
  oneField.extend({ enabled: z.enum(['true', 'false']) }),
  async ({ endpoint: endpointId, enabled }, actor) => {
    await database().transaction((tx) =>
      changeEndpoint(tx, { ...who(actor), endpointId, enabled: enabled === 'true' }),
    )
    return undefined
  },
)

/** Switches an endpoint off, after asking. */
export const switchOffWebhookEndpoint = confirmAction(switchWebhookEndpoint)

/** Deletes an endpoint, and leads to the list it was in. */
export const deleteWebhookEndpoint = confirmAction(
  userAction(oneField, async ({ endpoint: endpointId }, actor) => {
    const audience = await database().transaction(async (tx) => {
      const { audience } = await readWebhookEndpoint(tx, { ...who(actor), endpointId })
      await deleteEndpoint(tx, { ...who(actor), endpointId })
      return audience
    })
    redirect(audience === 'operator' ? PATHS.adminWebhooks : PATHS.webhooks)
  }),
)

/** Gives an endpoint a new secret, and shows it. */
export const rotateWebhookSecret = userAction(
  oneField.extend({
    overlap_hours: overlapHours(MAX_OVERLAP_HOURS),
  }),
  async ({ endpoint: endpointId, overlap_hours: overlapHours }, actor) => ({
    secret: await database().transaction((tx) =>
      rotateSecret(tx, { ...who(actor), endpointId, overlapHours }),
    ),
  }),
)

/** Shows an endpoint's secret to its owner. */
export const revealWebhookSecret = userLookup(oneField, async ({ endpoint: endpointId }, actor) => ({
  secret: await revealSecret(database(), { ...who(actor), endpointId }),
}))

/** Sends a test to an endpoint. */
export const testWebhookEndpoint = userAction(oneField, async ({ endpoint: endpointId }, actor) => {
  await database().transaction((tx) => sendTestEvent(tx, { ...who(actor), endpointId }))
  return undefined
})

/** Sends a delivery again. */
export const replayWebhookDelivery = userAction(
  oneField.extend({ delivery: z.guid() }),
  async ({ endpoint: endpointId, delivery: deliveryId }, actor) => {
    await database().transaction((tx) => replayDelivery(tx, { ...who(actor), endpointId, deliveryId }))
    return undefined
  },
)
