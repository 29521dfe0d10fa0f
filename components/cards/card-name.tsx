import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import type { Card } from '@/lib/payments/cards/card'

/** Brands as their cards spell them, by Stripe's names. */
const BRANDS: Record<string, string> = {
  amex: 'American Express',
  cartes_bancaires: 'Cartes Bancaires',
  diners: 'Diners Club',
  discover: 'Discover',
  eftpos_au: 'eftpos',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  mir: 'Mir',
  unionpay: 'UnionPay',
  visa: 'Visa',
}

/** A card as its owner knows it: “Visa •••• 4242”, read out as “Visa ending in 4242”. */
export function CardName({ card, className }: { card: Pick<Card, 'brand' | 'last4'>; className?: string }) {
  const t = useTranslations('cards')
  const brand = BRANDS[card.brand] ?? t('otherBrand')
  return (
    <span className={cn('whitespace-nowrap tabular-nums', className)}>
      <span aria-hidden="true">
        {brand} •••• {card.last4}
      </span>
      <span className="sr-only">{t('spoken', { brand, last4: card.last4 })}</span>
    </span>
  )
}

/** The same as a text, for labels and lists of choices. */
export function cardText({ brand, last4 }: Pick<Card, 'brand' | 'last4'>): string {
  return `${BRANDS[brand] ?? ''} •••• ${last4}`.trim()
}
