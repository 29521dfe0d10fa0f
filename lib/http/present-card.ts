import { z } from 'zod'
import { CARD_SETUP_STATUSES } from '@/db/schema'
import { env } from '@/lib/env'
import { type Card, isExpired } from '@/lib/payments/cards/card'
import type { CardSetup } from '@/lib/payments/cards/card-setup'
import { idText, instantText } from './answer-fields'

/** What `presentCard` makes. */
export const cardSchema = z
  .strictObject({
    id: idText,
    brand: z.string().describe('Such as `visa`.'),
    last4: z.string(),
    exp_month: z.int(),
    exp_year: z.int(),
    expired: z.boolean(),
    default: z.boolean().describe('What is charged where no card is named.'),
    created_at: instantText,
  })
  .meta({ id: 'Card', description: 'A saved card; its number is with Stripe alone.' })

/** What `presentCardSetup` makes. */
export const cardSetupSchema = z
  .strictObject({
    id: idText,
    status: z.enum(CARD_SETUP_STATUSES),
    setup_url: z.url().describe('Where its user enters the card.'),
    return_url: z.string().nullable(),
    card: idText.nullable(),
    failure_code: z.string().nullable(),
    created_at: instantText,
  })
  .meta({ id: 'CardSetup', description: 'A wish to save a card.' })

/** What a card that was removed leaves. */
export const removedCardSchema = z.strictObject({ id: idText, removed: z.literal(true) })

/** A saved card as the API answers it. */
export function presentCard(card: Card, asOf: Date): z.input<typeof cardSchema> {
  return {
    id: card.id,
    brand: card.brand,
    last4: card.last4,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    expired: isExpired(card, asOf),
    default: card.isDefault,
    created_at: card.createdAt.toISOString(),
  }
}

/** A wish to save a card as the API answers it. `setup_url` is where its user enters the card. */
export function presentCardSetup(setup: CardSetup): z.input<typeof cardSetupSchema> {
  return {
    id: setup.id,
    status: setup.status,
    setup_url: new URL(`/cards/add/${setup.id}`, env().APP_URL).href,
    return_url: setup.returnUrl,
    card: setup.cardId,
    failure_code: setup.failureCode,
    created_at: setup.createdAt.toISOString(),
  }
}
