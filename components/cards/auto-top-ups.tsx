import { useLocale, useTranslations } from 'next-intl'
import { endAutoTopUp, switchAutoTopUp } from '@/app/_actions/auto-top-up'
import type { CurrencyChoice } from '@/components/account/list-currency-choices'
import { quickAmounts } from '@/components/account/quick-amounts'
import { ActButton } from '@/components/forms/act-button'
import { Amount } from '@/components/money/amount'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { formatMinor } from '@/lib/money'
import type { AutoTopUpStanding } from '@/lib/payments/auto-top-up/read-standing'
import { asTyped } from './as-typed'
import { AutoTopUpDialog } from './auto-top-up-dialog'
import { CardName } from './card-name'
import type { CardChoice } from './card-select'

type AutoTopUpsProps = {
  standings: readonly AutoTopUpStanding[]
  cards: readonly CardChoice[]
  /** Those that do not top themselves up yet, the likely ones first. */
  currencies: readonly CurrencyChoice[]
}

/** Which wallets top themselves up, when and by how much; and the way to let others do so. */
export function AutoTopUps({ standings, cards, currencies }: AutoTopUpsProps) {
  const t = useTranslations('cards.auto')
  const [small = '', large = ''] = quickAmounts(currencies[0]?.value ?? '')
  const hasCard = cards.length > 0
  return (
    <Card aria-labelledby="auto-top-up">
      <CardHeader
        id="auto-top-up"
        title={t('title')}
        description={hasCard || standings.length > 0 ? t('text') : `${t('text')} ${t('needsCard')}`}
        action={
          hasCard && (
            <AutoTopUpDialog
              trigger={
                standings.length === 0 ? (
                  <Button size="sm">{t('open')}</Button>
                ) : (
                  <Button variant="secondary" size="sm" aria-label={t('openNamed')}>
                    {t('another')}
                  </Button>
                )
              }
              cards={cards}
              currencies={currencies}
              initial={{ threshold: small, value: large, monthlyCap: '' }}
            />
          )
        }
      />
      {standings.length === 0 ? (
        <div className="pb-5" />
      ) : (
        <ul className="mt-4 divide-y divide-line border-t border-line">
          {standings.map((standing) => (
            <AutoTopUpRow key={standing.rule.currency} standing={standing} cards={cards} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function AutoTopUpRow({ standing, cards }: { standing: AutoTopUpStanding; cards: readonly CardChoice[] }) {
  const t = useTranslations('cards.auto')
  const { rule, thisMonthMinor } = standing
  const { currency, monthlyCapMinor, cappedUntil } = rule
  const isOn = rule.status === 'active'
  const amount = (minor: bigint) => <Amount amountMinor={minor} currency={currency} />
  return (
    <li className="flex flex-col gap-3 px-4 py-4 text-sm sm:px-6">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-64 text-[0.9375rem]/6">
          {t.rich('rule', {
            threshold: () => <b className="font-semibold">{amount(rule.thresholdMinor)}</b>,
            value: () => <b className="font-semibold">{amount(rule.amountMinor)}</b>,
            card: () => <CardName card={rule.card} />,
          })}
        </p>
        <Badge tone={isOn ? 'positive' : 'neutral'} dot>
          {isOn ? t('active') : t('paused')}
        </Badge>
      </div>
      <div className="text-[0.8125rem]/5 text-muted">
        {monthlyCapMinor === null ? (
          <p>{t.rich('noCap', { spent: () => amount(thisMonthMinor) })}</p>
        ) : (
          <p>{t.rich('cap', { spent: () => amount(thisMonthMinor), cap: () => amount(monthlyCapMinor) })}</p>
        )}
        {isOn && cappedUntil && (
          <p>{t.rich('cappedUntil', { instant: () => <DateTime value={cappedUntil} /> })}</p>
        )}
        {rule.pauseReason && <p className="text-ink">{t(`reasons.${rule.pauseReason}`)}</p>}
      </div>
      <AutoTopUpActs standing={standing} cards={cards} />
    </li>
  )
}

function AutoTopUpActs({
  standing: { rule },
  cards,
}: {
  standing: AutoTopUpStanding
  cards: readonly CardChoice[]
}) {
  const t = useTranslations('cards.auto')
  const locale = useLocale()
  const { currency, monthlyCapMinor: cap } = rule
  const isOn = rule.status === 'active'
  const canSwitchOn = rule.card.removedAt === null
  const typed = (minor: bigint) => asTyped(formatMinor(minor, currency), locale)
  return (
    <div className="flex flex-wrap gap-2">
      {(isOn || canSwitchOn) && (
        <ActButton
          variant="secondary"
          size="sm"
          key={rule.status}
          action={switchAutoTopUp}
          fields={{ currency, enabled: String(!isOn) }}
          successMessage={isOn ? t('switchedOff') : t('switchedOn')}
        >
          {isOn ? t('off') : t('on')}
        </ActButton>
      )}
      {cards.length > 0 && (
        <AutoTopUpDialog
          trigger={
            <Button variant="secondary" size="sm" aria-label={t('changeNamed', { currency })}>
              {t('change')}
            </Button>
          }
          cards={cards}
          currencies={[{ value: currency, label: currency }]}
          initial={{
            threshold: typed(rule.thresholdMinor),
            value: typed(rule.amountMinor),
            monthlyCap: cap === null ? '' : typed(cap),
            cardId: rule.card.id,
          }}
        />
      )}
      <ConfirmDialog
        trigger={
          <Button variant="danger-quiet" size="sm" aria-label={t('endNamed', { currency })}>
            {t('end')}
          </Button>
        }
        title={t('endTitle', { currency })}
        description={t('endText')}
        confirmLabel={t('end')}
        tone="danger"
        action={endAutoTopUp}
        fields={{ currency }}
        successMessage={t('ended')}
      />
    </div>
  )
}
