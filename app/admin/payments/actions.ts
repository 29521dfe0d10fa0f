'use server'

import { z } from 'zod'
import { adminAction } from '@/app/_actions/user-action'
import { database } from '@/db/connection'
import { resolveQuarantine } from '@/lib/payments/resolve-quarantine'

/** Decides about a payment that Stripe's word differs from: credits what Stripe took, or leaves it. */
export const resolveQuarantineAction = adminAction(
  z.strictObject({
    payment_id: z.guid(),
    verdict: z.enum(['credit', 'leave']),
    note: z.string().trim().min(1).max(500),
  }),
  async ({ payment_id: paymentId, verdict, note }, { userId: adminId }) => {
    await resolveQuarantine(database(), { adminId, paymentId, verdict, note })
    return undefined
  },
)
