'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { addCardPath } from '@/components/shell/paths'
import { database } from '@/db/connection'
import { createCardSetup } from '@/lib/payments/cards/create-card-setup'
import { removeCard as remove } from '@/lib/payments/cards/remove-card'
import { setDefaultCard } from '@/lib/payments/cards/set-default-card'
import { confirmAction } from './confirm-action'
import { userAction } from './user-action'

const oneCard = z.object({ card: z.guid() })

/** Leads to the page on which a card is entered. */
export const addCard = userAction(z.object({ form_id: z.guid() }), async (input, { userId }) => {
  const setup = await createCardSetup(database(), { userId, idempotencyKey: `form:${input.form_id}` })
  redirect(addCardPath(setup.id))
})

/** Makes a card the one that is offered first. */
export const makeDefault = userAction(oneCard, async ({ card: cardId }, { userId }) => {
  await setDefaultCard(database(), { userId, cardId })
  return undefined
})

/** Removes a card, and stops what was charged to it by itself. */
export const removeCard = confirmAction(
  userAction(oneCard, async ({ card: cardId }, { userId }) => {
    await remove(database(), { userId, cardId, actor: `user:${userId}` })
    return undefined
  }),
)
