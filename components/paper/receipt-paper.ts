import type { Words } from '@/app/_i18n/words-in'
import type { Paper } from '@/lib/pdf/paper'
import type { PaymentMethod } from '@/lib/receipts/payment-method'
import type { Receipt } from '@/lib/receipts/receipt'
import { paperMoney } from './paper-money'

/** A receipt as a document in a language: for the screen and for the PDF. */
export function receiptPaper(receipt: Receipt, { t, format, locale }: Words): Paper {
  const { payer, operator, currency, method } = receipt
  const money = (amountMinor: bigint) => paperMoney(amountMinor, currency, locale)
  const refunded = receipt.refundedAmountMinor
  const day = (at: Date) => format.dateTime(at, 'day')
  return {
    lang: locale,
    title: t('receipt'),
    subtitle: t('receiptNumber', { number: receipt.number }),
    stamp: receipt.isTest ? t('test') : undefined,
    facts: [
      { label: t('amountPaid'), value: money(receipt.amountMinor) },
      { label: t('paid'), value: day(receipt.paidAt) },
      // A receipt is issued as the payment is credited; only one from before that has a date of its own.
      ...(day(receipt.issuedAt) === day(receipt.paidAt)
        ? []
        : [{ label: t('issued'), value: day(receipt.issuedAt) }]),
      ...(method ? [{ label: t('method'), value: methodWords(method, t) }] : []),
    ],
    parties: [
      {
        label: t('from'),
        lines: present([
          operator.name,
          ...operator.address.split('\n'),
          taxLine(operator.taxId, t),
          operator.email,
        ]),
      },
      {
        label: t('to'),
        lines: present([
          payer.company,
          payer.name,
          ...payer.address.split('\n'),
          taxLine(payer.taxId, t),
          payer.email,
        ]),
      },
    ],
    tables: [
      {
        columns: [
          { label: t('description'), share: 3 },
          { label: t('amount'), share: 1, align: 'end' },
        ],
        rows: [[receipt.description || t('topUp'), money(receipt.amountMinor)]],
        totals: [
          { label: t('total'), value: money(receipt.amountMinor), strong: refunded === 0n },
          ...(refunded > 0n
            ? [
                { label: t('refunded'), value: money(-refunded) },
                { label: t('kept'), value: money(receipt.amountMinor - refunded), strong: true },
              ]
            : []),
        ],
      },
    ],
    notes: present([
      t('prepaidNote'),
      refunded === receipt.amountMinor ? t('refundedNote') : '',
      refunded > 0n && refunded < receipt.amountMinor
        ? t('partlyRefundedNote', { amount: money(refunded) })
        : '',
      receipt.status === 'disputed' ? t('disputedNote') : '',
      operator.email === '' ? '' : t('contact', { email: operator.email }),
    ]),
    pageOf: (page, pages) => t('pageOf', { page, pages }),
    writtenAt: receipt.issuedAt,
    fileName: `receipt-${receipt.number}`,
  }
}

/** Brands that Stripe names in other letters than people write them. */
const BRANDS: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  unionpay: 'UnionPay',
  eftpos_au: 'eftpos',
  cartes_bancaires: 'Cartes Bancaires',
}

const NAMED_METHODS = ['card', 'link', 'sepa_debit', 'us_bank_account', 'paypal', 'klarna'] as const

/** “Visa •••• 4242”. */
export function methodWords({ type, brand, last4 }: PaymentMethod, t: Words['t']): string {
  const named = NAMED_METHODS.find((name) => name === type)
  const name = brand ? (BRANDS[brand] ?? brand) : ''
  const kind = named ? t(`methods.${named}`) : t('methods.other', { type: type.replaceAll('_', ' ') })
  return `${name || kind}${last4 ? ` •••• ${last4}` : ''}`
}

const taxLine = (taxId: string, t: Words['t']) => (taxId === '' ? '' : t('taxId', { id: taxId }))

const present = (lines: string[]) => lines.map((line) => line.trim()).filter((line) => line !== '')
