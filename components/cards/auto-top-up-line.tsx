import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Amount } from '@/components/money/amount'
import { PATHS } from '@/components/shell/paths'
import { TextLink } from '@/components/ui/text-link'
import type { AutoTopUp } from '@/lib/payments/auto-top-up/auto-top-up'

/** How a wallet tops itself up, in a line that leads to where that is set. */
export function AutoTopUpLine({ rule }: { rule: AutoTopUp }) {
  const t = useTranslations('cards.auto')
  const amount = (minor: bigint) => <Amount amountMinor={minor} currency={rule.currency} />
  const words =
    rule.status === 'paused'
      ? t('lineOff')
      : rule.cappedUntil
        ? t('lineCapped')
        : t.rich('line', {
            value: () => amount(rule.amountMinor),
            threshold: () => amount(rule.thresholdMinor),
          })
  return (
    <p className="mt-1 text-sm text-muted">
      <TextLink href={PATHS.cards} className="inline-flex min-h-6 items-baseline gap-1.5">
        <RefreshCw aria-hidden="true" className="size-3.5 shrink-0 self-center" />
        <span>{words}</span>
      </TextLink>
    </p>
  )
}
