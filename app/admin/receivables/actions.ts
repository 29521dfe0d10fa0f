'use server'

import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { adminAction, refuse } from '@/app/_actions/user-action'
import { database } from '@/db/connection'
import { collectReceivable } from '@/lib/payments/receivables/collect-receivable'
import { writeOffReceivable } from '@/lib/payments/receivables/write-off-receivable'

const receivable = z.strictObject({ receivable_id: z.guid() })

/** Takes what is owed from the balance, as far as it is there. The form's own id makes sending it twice one collection. */
export const collectReceivableAction = adminAction(
  receivable.extend({ form_id: z.guid() }),
  async (input, { userId: adminId }) => {
    const taken = await collectReceivable(database(), {
      receivableId: input.receivable_id,
      adminId,
      idempotencyKey: input.form_id,
    })
    if (taken > 0n) return undefined
    return refuse('insufficient_funds', (await getTranslations('adminReturns'))('collect.nothing'))
  },
)

/** Gives up what is owed. */
export const writeOffReceivableAction = adminAction(receivable, async (input, { userId: adminId }) => {
  await writeOffReceivable(database(), { receivableId: input.receivable_id, adminId })
  return undefined
})
