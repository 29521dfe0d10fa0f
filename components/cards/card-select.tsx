import { SelectField } from '@/components/ui/select-field'
import type { Card } from '@/lib/payments/cards/card'
import { cardText } from './card-name'

/** What a choice of a card shows. */
export type CardChoice = Pick<Card, 'id' | 'brand' | 'last4'>

type CardSelectProps = { label: string; cards: readonly CardChoice[]; chosenId?: string | undefined }

/** Which saved card is charged; the default one comes first. */
export function CardSelect({ label, cards, chosenId }: CardSelectProps) {
  const isThere = cards.some(({ id }) => id === chosenId)
  return (
    <SelectField
      label={label}
      name="card"
      defaultValue={isThere ? chosenId : cards[0]?.id}
      items={cards.map((card) => ({ value: card.id, label: cardText(card) }))}
    />
  )
}
