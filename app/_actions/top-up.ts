'use server'

import { createHash } from 'node:crypto'
import { redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { formatMoney } from '@/components/money/format-money'
import { payPath } from '@/components/shell/paths'
import { database } from '@/db/connection'
import { AppError } from '@/lib/errors'
import { currencyDigits, parseAmount, parseCurrency } from '@/lib/money'
import { type CreatePayment, createPayment } from '@/lib/payments/create-payment'
import type { Payment } from '@/lib/payments/payment'
import { readTypedAmount } from '@/lib/read-typed-amount'
import { refuse, userAction } from './user-action'

const topUpSchema = z.object({
  amount: z.string().max(60),
  currency: z.string(),
  description: z.string().trim().max(200),
  save_card: z.literal('yes').optional(),
  /** Made with the form, so that a form sent twice is one payment. */
  form_id: z.guid(),
})

/** Makes a payment of what was typed, and leads to where it is paid. */
export const topUp = userAction(topUpSchema, async (input, { userId }) => {
  const t = await getTranslations('topUp')
  const currency = parseCurrency(input.currency)
  const digits = currencyDigits(currency)
  const typed = readTypedAmount(input.amount, await getLocale())
  if (typed === null) return refuse('invalid_amount', t('unreadable', { digits }), 'amount')

  let payment: Payment
  try {
    const amountMinor = parseAmount(typed, currency, 'amount')
    const description = input.description || t('reason')
    const savesCard = input.save_card === 'yes'
    const wish = { userId, amountMinor, currency, description, savesCard }
    payment = await createOnce(wish, input.form_id)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const words = await wordsFor(error, { typed, currency })
    if (words === undefined) throw error
    return refuse(error.code, words, 'amount')
  }
  redirect(payPath(payment.id))
})

/** What is wrong with an amount, with the limit it is held to where there is one. */
async function wordsFor(
  { code, extra = {} }: AppError,
  { typed, currency }: { typed: string; currency: string },
): Promise<string | undefined> {
  const [t, limits, locale] = await Promise.all([
    getTranslations('topUp'),
    getTranslations('paymentLife.limits'),
    getLocale(),
  ])
  const money = (value: unknown) => formatMoney(String(value), { locale, currency })
  const digits = currencyDigits(currency)
  if (code === 'daily_limit_exceeded') {
    const [limit, left] = [money(extra.daily_maximum), money(extra.remaining)]
    return limits(Number(extra.remaining) > 0 ? 'daily' : 'dailyUsed', { limit, left })
  }
  if (code === 'amount_too_small' && extra.minimum !== undefined)
    return limits('tooSmall', { limit: money(extra.minimum) })
  if (code === 'amount_too_large' && extra.maximum !== undefined)
    return limits('tooLarge', { limit: money(extra.maximum) })
  if (!['invalid_amount', 'amount_too_small', 'amount_too_large'].includes(code)) return undefined
  const tooFine = (typed.split('.')[1]?.replace(/0+$/, '').length ?? 0) > digits
  return t(tooFine ? 'tooFine' : 'notPayable', { digits, currency })
}

/**
 * The same form with the same content is the same payment, however often it is sent. Once that is paid or over, the
 * form (come back to by the browser's history) makes a new one, again once.
 */
async function createOnce(wish: CreatePayment, formId: string): Promise<Payment> {
  const content = createHash('sha256')
    .update(JSON.stringify([wish.currency, wish.amountMinor.toString(), wish.description, wish.savesCard]))
    .digest('base64url')
  const db = database()
  let key = `form:${formId}:${content}`
  let payment = await createPayment(db, { ...wish, idempotencyKey: key })
  while (payment.status !== 'pending' || payment.cancellationReason !== null) {
    key = `form:${formId}:${content}:after:${payment.id}`
    payment = await createPayment(db, { ...wish, idempotencyKey: key })
  }
  return payment
}
