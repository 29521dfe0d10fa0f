import { ArrowLeft } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Amount } from '@/components/money/amount'
import { PATHS } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { cn } from '@/components/ui/cn'
import type { Payment } from '@/lib/payments/payment'
import { shopUrl } from './shop-url'

/** What is paid, how much, and whose balance it goes to. */
export function PaymentSummary({ payment, email }: { payment: Payment; email: string }) {
  const t = useTranslations('pay')
  const life = useTranslations('paymentLife')
  const shop = shopUrl(payment.returnUrl)
  const facts = [
    { term: t('what'), detail: payment.description || t('topUp') },
    { term: t('balanceOf'), detail: email },
    { term: life('until'), detail: <DateTime value={payment.expiresAt} format="short" /> },
    {
      term: t('number'),
      detail: <span className="font-mono text-xs">{payment.id}</span>,
      // A phone has room for what matters to pay.
      className: 'max-sm:hidden',
    },
  ]
  return (
    <div>
      <a
        href={shop?.href ?? PATHS.topUp}
        className="-ml-1 inline-flex min-h-8 items-center gap-1.5 rounded-control px-1 text-sm text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        {shop ? t('backToShop', { host: shop.host }) : t('back')}
      </a>
      <h1 className="mt-5 text-[0.9375rem] font-medium text-muted">{t('title')}</h1>
      <Amount
        amountMinor={payment.amountMinor}
        currency={payment.currency}
        className="mt-1 block text-4xl/12 font-semibold tracking-[-0.03em] sm:text-5xl/14"
      />
      <dl className="mt-6 divide-y divide-line border-y border-line text-sm">
        {facts.map(({ term, detail, className }) => (
          <div key={term} className={cn('flex justify-between gap-x-6 py-3', className)}>
            <dt className="shrink-0 text-muted">{term}</dt>
            <dd className="min-w-0 text-right break-words">{detail}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-[0.8125rem]/5 text-subtle max-sm:hidden">{t('note')}</p>
    </div>
  )
}
