import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { WalletOutlook } from '@/lib/billing/running-dry/wallet-outlook'

const TONES: Record<Exclude<WalletOutlook, 'idle'>, Tone> = {
  running: 'positive',
  ending: 'warning',
  ended: 'danger',
}

/** How a wallet stands, in a word or two. Nothing while nothing runs: the words below say so. */
export function OutlookBadge({ outlook }: { outlook: WalletOutlook }) {
  const t = useTranslations('balance.outlook')
  if (outlook === 'idle') return null
  return (
    <Badge tone={TONES[outlook]} dot>
      {t(outlook)}
    </Badge>
  )
}
