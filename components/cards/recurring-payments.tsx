import { CalendarClock } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { endRecurringPayment, switchRecurringPayment } from '@/app/_actions/recurring-payments'
import type { CurrencyChoice } from '@/components/account/list-currency-choices'
import { quickAmounts } from '@/components/account/quick-amounts'
import { ActButton } from '@/components/forms/act-button'
import { Amount } from '@/components/money/amount'
import { recurringPaymentPath } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { formatMinor } from '@/lib/money'
import type { RecurringPayment } from '@/lib/payments/recurring/recurring-payment'
import { asTyped } from './as-typed'
import { CardName } from './card-name'
import type { CardChoice } from './card-select'
import { RecurringDialog } from './recurring-dialog'

type RecurringPaymentsProps = {
  recurring: readonly RecurringPayment[]
  cards: readonly CardChoice[]
  currencies: readonly CurrencyChoice[]
  /** Names the form of a new one, so that sending it twice makes one. */
  formId: string
  /** By the domain's clock. */
  now: Date
}

/** The fixed sums that come in every week or month. */
export function RecurringPayments({ recurring, cards, currencies, formId, now }: RecurringPaymentsProps) {
  const t = useTranslations('cards.recurring')
  const today = dayText(now)
  const value = quickAmounts(currencies[0]?.value ?? '')[1] ?? ''
  return (
    <Card aria-labelledby="recurring">
      <CardHeader
        id="recurring"
        title={t('title')}
        description={t('text')}
        action={
          cards.length > 0 && (
            <RecurringDialog
              trigger={
                <Button variant="secondary" size="sm">
                  {t('open')}
                </Button>
              }
              cards={cards}
              currencies={currencies}
              formId={formId}
              today={today}
              initial={{ value, interval: 'month', day: today }}
            />
          )
        }
      />
      {recurring.length === 0 ? (
        <EmptyState
          icon={<CalendarClock />}
          title={t('empty')}
          description={t('emptyText')}
          className="py-9"
        />
      ) : (
        <ul className="mt-4 divide-y divide-line border-t border-line">
          {recurring.map((one) => (
            <RecurringRow key={one.id} recurring={one} cards={cards} today={today} />
          ))}
        </ul>
      )}
    </Card>
  )
}

type RecurringRowProps = { recurring: RecurringPayment; cards: readonly CardChoice[]; today: string }

function RecurringRow({ recurring, cards, today }: RecurringRowProps) {
  const t = useTranslations('cards.recurring')
  const { status, pauseReason, currency, nextDueAt, endedAt } = recurring
  const tone = status === 'active' ? 'positive' : 'neutral'
  return (
    <li className="flex flex-col gap-3 px-4 py-4 text-sm sm:px-6">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-48 text-[0.9375rem]/6 font-medium">
          {t.rich(recurring.interval === 'week' ? 'weekly' : 'monthly', {
            value: () => <Amount amountMinor={recurring.amountMinor} currency={currency} />,
          })}
        </p>
        <Badge tone={tone} dot>
          {t(status)}
        </Badge>
      </div>
      <p className="text-[0.8125rem]/5 text-muted">
        {status === 'active' &&
          t.rich('next', {
            instant: () => <DateTime value={nextDueAt} format="day" />,
            card: () => <CardName card={recurring.card} />,
          })}
        {pauseReason && <span className="text-ink">{t(`reasons.${pauseReason}`)}</span>}
        {endedAt && t.rich('endedAt', { instant: () => <DateTime value={endedAt} format="day" /> })}
      </p>
      <div className="flex flex-wrap gap-2">
        {status !== 'ended' && <RecurringActs recurring={recurring} cards={cards} today={today} />}
        <LinkButton href={recurringPaymentPath(recurring.id)} variant="ghost" size="sm">
          {t('history')}
        </LinkButton>
      </div>
    </li>
  )
}

function RecurringActs({ recurring, cards, today }: RecurringRowProps) {
  const t = useTranslations('cards.recurring')
  const locale = useLocale()
  const { id, status, card, currency } = recurring
  const runs = status === 'active'
  const day = dayText(recurring.nextDueAt)
  return (
    <>
      {(runs || card.removedAt === null) && (
        <ActButton
          variant="secondary"
          size="sm"
          key={status}
          action={switchRecurringPayment}
          fields={{ recurring: id, enabled: String(!runs) }}
          successMessage={runs ? t('pausedToast') : t('resumedToast')}
        >
          {runs ? t('pause') : t('resume')}
        </ActButton>
      )}
      {cards.length > 0 && (
        <RecurringDialog
          trigger={
            <Button variant="secondary" size="sm">
              {t('change')}
            </Button>
          }
          cards={cards}
          recurringId={id}
          today={today}
          initial={{
            value: asTyped(formatMinor(recurring.amountMinor, currency), locale),
            interval: recurring.interval,
            day: day < today ? today : day,
            cardId: card.id,
          }}
        />
      )}
      <ConfirmDialog
        trigger={
          <Button variant="danger-quiet" size="sm">
            {t('end')}
          </Button>
        }
        title={t('endTitle')}
        description={t('endText')}
        confirmLabel={t('end')}
        tone="danger"
        action={endRecurringPayment}
        fields={{ recurring: id }}
        successMessage={t('endedToast')}
      />
    </>
  )
}

/** A day in UTC as `2026-03-01`. */
function dayText(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}
