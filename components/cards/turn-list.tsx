import { useTranslations } from 'next-intl'
import { Amount } from '@/components/money/amount'
import { payPath } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/link-button'
import type { Tone } from '@/components/ui/tone'
import type { Turn } from '@/lib/payments/recurring/list-turns'

const TONES: Partial<Record<Turn['status'], Tone>> = {
  succeeded: 'positive',
  pending: 'warning',
  failed: 'danger',
}

/** What a recurring payment has come to, one line for each date. */
export function TurnList({ turns }: { turns: readonly Turn[] }) {
  const t = useTranslations('cards')
  return (
    <ul className="divide-y divide-line">
      {turns.map((turn) => (
        <li
          key={turn.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-3.5 text-sm sm:px-6"
        >
          <div className="min-w-0 flex-1 basis-40">
            <DateTime value={turn.dueAt} format="day" className="font-medium" />
            {turn.skippedPeriods > 0 && (
              <p className="text-[0.8125rem]/5 text-muted">
                {t('recurring.skipped', { count: turn.skippedPeriods })}
              </p>
            )}
          </div>
          <Badge tone={TONES[turn.status] ?? 'neutral'}>{t(`status.${turn.status}`)}</Badge>
          <Amount amountMinor={turn.amountMinor} currency={turn.currency} className="font-medium" />
          {turn.status === 'pending' && (
            <LinkButton href={payPath(turn.id)} variant="secondary" size="sm">
              {t('needsYou.pay')}
            </LinkButton>
          )}
        </li>
      ))}
    </ul>
  )
}
