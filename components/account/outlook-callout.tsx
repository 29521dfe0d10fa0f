import { useTranslations } from 'next-intl'
import { topUpPath } from '@/components/shell/paths'
import { Callout } from '@/components/ui/callout'
import { LinkButton } from '@/components/ui/link-button'
import type { WalletOutlook } from '@/lib/billing/running-dry/wallet-outlook'

type OutlookCalloutProps = {
  outlook: WalletOutlook
  currency: string
  /** Whether something is reserved, which usage does not touch. */
  isHeld: boolean
}

/** Warns that a wallet's money ends soon or has ended, with the way out. Nothing while all is well. */
export function OutlookCallout({ outlook, currency, isHeld }: OutlookCalloutProps) {
  const t = useTranslations('balance')
  const ofHolds = useTranslations('holds')
  if (outlook !== 'ending' && outlook !== 'ended') return null
  return (
    <Callout
      tone={outlook === 'ended' ? 'danger' : 'warning'}
      title={t(`${outlook}Title`)}
      action={
        <LinkButton href={topUpPath({ currency })} className="max-sm:w-full">
          {t('topUpIn', { currency })}
        </LinkButton>
      }
    >
      {outlook === 'ended' && isHeld ? ofHolds('endedText') : t(`${outlook}Text`)}
    </Callout>
  )
}
