import { env } from '@/lib/env'
import { type Card, isExpired } from '@/lib/payments/cards/card'
import type { CardSetup } from '@/lib/payments/cards/card-setup'

/** A saved card as the API answers it. */
export function presentCard(card: Card, asOf: Date) {
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
export function presentCardSetup(setup: CardSetup) {
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
