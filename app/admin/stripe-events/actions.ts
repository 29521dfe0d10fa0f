'use server'

import { z } from 'zod'
import { adminAction } from '@/app/_actions/user-action'
import { database } from '@/db/connection'
import { retryStripeEvent } from '@/lib/payments/inbox/retry-stripe-event'

/** Tries an event of the inbox again now; answers whether it is worked off. */
export const retryStripeEventAction = adminAction(
  z.strictObject({ event_id: z.string().min(1).max(255) }),
  ({ event_id: eventId }, { userId: adminId }) => retryStripeEvent(database(), { adminId, eventId }),
)
