import { useTranslations } from 'next-intl'
import { Callout } from '@/components/ui/callout'
import { INVARIANTS } from '@/lib/ledger/verify/invariants'
import type { Verification } from '@/lib/proof/list-verifications'

/** What a verification means, in a sentence, and what to do about it. */
export function VerificationCallout({ verification }: { verification: Verification }) {
  const t = useTranslations('adminProof')
  const { verdict, violations, currencies, error } = verification
  if (verdict === 'running') {
    return (
      <Callout role="status" title={t('running')}>
        {t('runningText')}
      </Callout>
    )
  }
  if (verdict === 'failed') {
    return (
      <Callout tone="warning" title={t('failedTitle')}>
        {t('failedText')}{' '}
        {error && (
          <span lang="en" className="font-mono text-[0.8125rem]">
            {error}
          </span>
        )}
      </Callout>
    )
  }
  if (verdict === 'violated') {
    return (
      <Callout tone="danger" role="status" title={t('violatedTitle', { count: violations })}>
        {t('violatedText')}
      </Callout>
    )
  }
  const count = (name: 'wallets' | 'rows') => Number(currencies.reduce((sum, row) => sum + row[name], 0n))
  const rules = Object.keys(INVARIANTS).length
  return (
    <Callout tone="positive" role="status" title={t('soundTitle')}>
      {t('soundText', { wallets: count('wallets'), rows: count('rows'), rules })}
    </Callout>
  )
}
