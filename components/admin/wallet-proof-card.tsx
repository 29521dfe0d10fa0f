import { useTranslations } from 'next-intl'
import { Amount } from '@/components/money/amount'
import { DateTime } from '@/components/time/date-time'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import type { WalletProof } from '@/lib/proof/prove-wallets'
import { AccruedAmount } from './accrued-amount'
import { ProofDifference } from './proof-difference'
import { RateStretchesTable } from './rate-stretches-table'

/** The proof of one wallet: what time cost, what became of it, and the changes of its price per hour. */
export function WalletProofCard({ proof }: { proof: WalletProof }) {
  const t = useTranslations('adminProof')
  const { currency, stretches } = proof
  const id = `proof-${currency}`
  return (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title={t('walletSums', { currency })} description={t('walletText')} />
      <CardBody className="pt-1 pb-2 sm:pt-1 sm:pb-2">
        <DescriptionList
          items={[
            { term: t('settledTo'), detail: <DateTime value={proof.settledTo} format="precise" /> },
            { term: t('accrued'), detail: <AccruedAmount accrual={proof.accrued} currency={currency} /> },
            {
              term: t('usage'),
              detail: (
                <>
                  <Amount amountMinor={proof.usageMinor} currency={currency} />{' '}
                  <span className="text-subtle">{t('usageRows', { count: proof.usageRows })}</span>
                </>
              ),
            },
            { term: t('carry'), detail: <AccruedAmount accrual={proof.carry} currency={currency} /> },
            {
              term: t('writtenOff'),
              detail: <AccruedAmount accrual={proof.writtenOff} currency={currency} />,
            },
            {
              term: t('difference'),
              detail: <ProofDifference accrual={proof.difference} currency={currency} />,
            },
          ]}
        />
      </CardBody>
      {stretches.length === 0 ? (
        <CardBody className="border-t border-line text-sm text-muted">{t('noStretches')}</CardBody>
      ) : (
        <RateStretchesTable rows={stretches} currency={currency} />
      )}
      {proof.earlierStretches > 0 && (
        <CardBody className="border-t border-line text-sm text-muted">
          {t('earlier', { count: proof.earlierStretches })}
        </CardBody>
      )}
    </Card>
  )
}
