import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { Verification } from '@/lib/proof/list-verifications'

const TONES: Record<Verification['verdict'], Tone> = {
  running: 'info',
  sound: 'positive',
  violated: 'danger',
  failed: 'warning',
}

/** How a verification stands, or what it found. */
export function VerdictBadge({ verdict }: Pick<Verification, 'verdict'>) {
  const t = useTranslations('adminProof.verdict')
  return (
    <Badge tone={TONES[verdict]} dot>
      {t(verdict)}
    </Badge>
  )
}
