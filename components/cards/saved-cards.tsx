import { CreditCard } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { makeDefault, removeCard } from '@/app/_actions/cards'
import { ActButton } from '@/components/forms/act-button'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { isExpired, type Card as SavedCard } from '@/lib/payments/cards/card'
import { CardName, cardText } from './card-name'

/** A user's saved cards: which one is offered first, and when each expires. */
export function SavedCards({ cards, now }: { cards: readonly SavedCard[]; now: Date }) {
  const t = useTranslations('cards')
  return (
    <Card aria-labelledby="saved-cards">
      <CardHeader id="saved-cards" title={t('saved')} description={t('savedText')} />
      {cards.length === 0 ? (
        <EmptyState icon={<CreditCard />} title={t('empty')} description={t('emptyText')} className="py-9" />
      ) : (
        <ul className="mt-4 divide-y divide-line border-t border-line">
          {cards.map((card) => (
            <SavedCardRow key={card.id} card={card} now={now} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function SavedCardRow({ card, now }: { card: SavedCard; now: Date }) {
  const t = useTranslations('cards')
  const name = cardText(card)
  const month = String(card.expMonth).padStart(2, '0')
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3.5 text-sm sm:px-6">
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-2.5">
          <CardName card={card} className="font-medium" />
          {card.isDefault && <Badge tone="accent">{t('default')}</Badge>}
          {isExpired(card, now) && <Badge tone="danger">{t('expired')}</Badge>}
        </p>
        <p className="mt-0.5 text-[0.8125rem]/5 text-muted tabular-nums">
          {t('expires', { month, year: String(card.expYear) })}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {!card.isDefault && (
          <ActButton
            variant="secondary"
            size="sm"
            action={makeDefault}
            fields={{ card: card.id }}
            successMessage={t('defaultDone', { name })}
            aria-label={t('makeDefaultNamed', { name })}
          >
            {t('makeDefault')}
          </ActButton>
        )}
        <ConfirmDialog
          trigger={
            <Button variant="danger-quiet" size="sm" aria-label={t('removeNamed', { name })}>
              {t('remove')}
            </Button>
          }
          title={t('removeTitle', { name })}
          description={t('removeText')}
          confirmLabel={t('remove')}
          tone="danger"
          action={removeCard}
          fields={{ card: card.id }}
          successMessage={t('removed', { name })}
        />
      </div>
    </li>
  )
}
