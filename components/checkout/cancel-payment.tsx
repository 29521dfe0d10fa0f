import { useLocale, useTranslations } from 'next-intl'
import { cancelPayment } from '@/app/_actions/cancel-payment'
import { formatMoney } from '@/components/money/format-money'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { formatMinor } from '@/lib/money'
import type { Payment } from '@/lib/payments/payment'

type CancelPaymentProps = {
  payment: Pick<Payment, 'id' | 'amountMinor' | 'currency'>
  /** One word, for a list. */
  short?: boolean
}

/** The button that gives an unpaid payment up, and the question behind it. */
export function CancelPayment({ payment, short = false }: CancelPaymentProps) {
  const t = useTranslations('paymentLife')
  const locale = useLocale()
  const { id, currency, amountMinor } = payment
  const amount = formatMoney(formatMinor(amountMinor, currency), { locale, currency })
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" size="sm" aria-label={t('cancelNamed', { amount })}>
          {t(short ? 'cancelShort' : 'cancel')}
        </Button>
      }
      title={t('cancelTitle', { amount })}
      description={t('cancelText')}
      confirmLabel={t('cancel')}
      keepLabel={t('keep')}
      tone="danger"
      action={cancelPayment}
      fields={{ payment: id }}
      successMessage={t('cancelDone')}
    />
  )
}
