import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { WalletOutlook } from '@/lib/billing/wallet-outlook'

const TONES: Record<WalletOutlook, Tone> = {
  idle: 'neutral',
  running: 'positive',
  ending: 'warning',
  ended: 'danger',
}

/** How a wallet stands, in a word or two. */
export function OutlookBadge({ outlook }: { outlook: WalletOutlook }) {
  const t = useTranslations('balance.outlook')
  return (
    <Badge tone={TONES[outlook]} dot>
      {t(outlook)}
    </Badge>
  )
}
