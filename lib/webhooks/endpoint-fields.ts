import { z } from 'zod'
import { EVENT_TYPES, type EventType } from '@/lib/outbox/event'

/** The most endpoints of one user, and of the operator. */
export const MAX_ENDPOINTS = 16

/** Every type, those to come as well. */
export const ALL_EVENTS = '*'

/** Types that there is a point in choosing: a test goes where it is sent, whatever that wants to hear of. */
export const CHOSEN_EVENTS = EVENT_TYPES.filter((type) => type !== 'webhook.test')

const eventType = z.enum(EVENT_TYPES, `Send types of events, or ["${ALL_EVENTS}"] for all.`)

/** Types as they are asked for: a list of them, or `["*"]`. Read as the list that is stored: empty for all. */
export const eventTypesField = z
  .union([z.tuple([z.literal(ALL_EVENTS)]).transform((): EventType[] => []), z.array(eventType).min(1)], {
    error: `Send types of events, or ["${ALL_EVENTS}"] for all.`,
  })
  .transform((types) => EVENT_TYPES.filter((type) => types.includes(type)))

/** What may be said of an endpoint, wherever it comes from. */
export const endpointFields = {
  url: z.string('Send the address that webhooks go to.').trim(),
  description: z.string('Send a text.').trim().max(200, 'A description has at most 200 characters.'),
  events: eventTypesField,
}
