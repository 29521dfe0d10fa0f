import { database } from '@/db/connection'
import { answer, toResponse } from '@/lib/http/answer'
import { boundary } from '@/lib/http/boundary'
import { methods } from '@/lib/http/methods'
import { readText } from '@/lib/http/read-json-body'
import { log } from '@/lib/log'
import { processStripeEvents } from '@/lib/payments/inbox/process-stripe-events'
import { receiveStripeEvent } from '@/lib/payments/inbox/receive-stripe-event'

/** Stripe's events are larger than our own calls. */
const MAX_EVENT_BYTES = 1024 * 1024

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: boundary(async ({ request }) => {
    const db = database()
    const rawBody = await readText(request, MAX_EVENT_BYTES)
    await receiveStripeEvent(db, { rawBody, signature: request.headers.get('stripe-signature') })
    // Stripe waits for our word only until the event is kept. What fails from here on the sweeper works off.
    processStripeEvents(db).catch((error: unknown) => log.error({ error }, 'the inbox was not worked off'))
    return toResponse(answer(200, { received: true }))
  }),
})
