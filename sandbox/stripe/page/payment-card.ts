import type Stripe from 'stripe'
import { disputable } from '../control/dispute-controls'
import { isClosed, isInquiry } from '../resources/dispute-record'
import { badge, button, choice, form, moment, money } from './elements'
import { escapeHtml } from './html'

/** A payment and what became of it. */
export interface Payment {
  intent: Stripe.PaymentIntent
  charge: Stripe.Charge | undefined
  refunds: Stripe.Refund[]
  disputes: Stripe.Dispute[]
}

const OUTCOMES = [
  ['succeeds', 'arrives at once'],
  ['pending_then_succeeds', 'is pending, then arrives'],
  ['pending_then_fails', 'is pending, then fails'],
  ['pending', 'stays pending'],
  ['fails_later', 'arrives, then fails'],
  ['requires_action', 'waits for the payer'],
] as const

const REASONS = [
  ['fraudulent', 'fraudulent'],
  ['product_not_received', 'product not received'],
  ['duplicate', 'duplicate'],
  ['subscription_canceled', 'subscription canceled'],
  ['general', 'general'],
] as const

/** One payment with the buttons that play the merchant, the payer and their banks. */
export function paymentCard({ intent, charge, refunds, disputes }: Payment): string {
  const card = charge?.payment_method_details?.card
  const details = [card && `${card.brand} •••• ${card.last4}`, intent.description].filter(Boolean).join(' · ')
  const parts = [
    ...refunds.map((refund) => refundLine(intent, refund)),
    ...disputes.map((dispute) => disputeLine(intent, dispute)),
  ]
  return `<article id="${intent.id}">
<header><strong>${escapeHtml(money(intent.amount, intent.currency))}</strong> ${badge(intent.status)}
<span class="about">${escapeHtml(details)}</span></header>
<p class="id"><code>${escapeHtml(intent.id)}</code> ${moment(intent.created * 1000)}</p>
${parts.length > 0 ? `<ul class="parts">${parts.join('')}</ul>` : ''}
${actions(intent, charge, disputes)}</article>`
}

function actions(
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge | undefined,
  disputes: Stripe.Dispute[],
): string {
  if (intent.status === 'processing') {
    const path = `/payment_intents/${intent.id}/settle`
    return `<div class="actions">${button(path, intent.id, 'Succeed', { outcome: 'succeeded' })}
${button(path, intent.id, 'Fail', { outcome: 'failed' })}</div>`
  }
  if (charge?.status !== 'succeeded' || !charge.captured) return ''
  const refundable = disputes.every((dispute) => dispute.is_charge_refundable)
  const left = charge.amount - charge.amount_refunded
  const open = disputable(charge, disputes)
  const quick = [
    refundable && left > 0 ? refundButtons(intent, left) : '',
    open > 0 ? disputeButtons(intent, open) : '',
  ]
  const custom = [
    refundable && left > 0 ? refundForm(intent, left) : '',
    open > 0 ? disputeForm(intent, open) : '',
  ].join('')
  if (quick.join('') === '') return ''
  return `<div class="actions">${quick.join('')}</div>
<details id="more-${intent.id}"><summary>Another amount or outcome</summary>${custom}</details>`
}

function refundButtons({ id, currency }: Stripe.PaymentIntent, left: number): string {
  const half = Math.floor(left / 2)
  return [
    button('/refunds', id, `Refund ${money(left, currency)}`, { payment_intent: id }),
    half > 0 ? button('/refunds', id, 'Refund half', { payment_intent: id, amount: half }) : '',
    button('/refunds', id, 'Refund that fails', { payment_intent: id, outcome: 'pending_then_fails' }),
  ].join('')
}

function disputeButtons({ id }: Stripe.PaymentIntent, left: number): string {
  const half = Math.floor(left / 2)
  return [
    button('/disputes', id, 'Dispute', { payment_intent: id }),
    half > 0 ? button('/disputes', id, 'Dispute half', { payment_intent: id, amount: half }) : '',
    button(
      '/disputes',
      id,
      'Inquiry',
      { payment_intent: id, inquiry: true },
      'The bank asks and takes no money yet',
    ),
  ].join('')
}

function amountField(left: number, currency: string): string {
  return `<label>Amount, ${currency.toUpperCase()}<input name="value" inputmode="decimal" autocomplete="off"
placeholder="${escapeHtml(money(left, currency).split(' ')[0])}"></label>`
}

function refundForm({ id, currency }: Stripe.PaymentIntent, left: number): string {
  return form(
    '/refunds',
    id,
    `<input type="hidden" name="payment_intent" value="${id}">${amountField(left, currency)}
${choice('outcome', 'The refund', OUTCOMES, 'succeeds')}<button>Refund</button>`,
    'fields',
  )
}

function disputeForm({ id, currency }: Stripe.PaymentIntent, left: number): string {
  return form(
    '/disputes',
    id,
    `<input type="hidden" name="payment_intent" value="${id}">${amountField(left, currency)}
${choice('reason', 'Reason', REASONS, 'fraudulent')}<button>Dispute</button>`,
    'fields',
  )
}

function refundLine({ id }: Stripe.PaymentIntent, refund: Stripe.Refund): string {
  const path = `/refunds/${refund.id}/settle`
  const isOpen = refund.status === 'pending' || refund.status === 'requires_action'
  const buttons = isOpen
    ? button(path, id, 'Arrives', { outcome: 'succeeded' }) +
      button(path, id, 'Fails', { outcome: 'failed' }) +
      button(path, id, 'Cancel', { outcome: 'canceled' })
    : refund.status === 'succeeded'
      ? button(path, id, 'Bank sends it back', { outcome: 'failed' })
      : ''
  return line(`Refund of ${money(refund.amount, refund.currency)}`, String(refund.status), buttons)
}

function disputeLine({ id }: Stripe.PaymentIntent, dispute: Stripe.Dispute): string {
  const path = `/disputes/${dispute.id}/decide`
  const verdicts = isInquiry(dispute)
    ? button(path, id, 'Close', { verdict: 'warning_closed' }) +
      button(path, id, 'Becomes a chargeback', { verdict: 'escalated' })
    : button(path, id, 'Win', { verdict: 'won' }) + button(path, id, 'Lose', { verdict: 'lost' })
  const about = `${isInquiry(dispute) ? 'Inquiry about' : 'Dispute of'} ${money(dispute.amount, dispute.currency)}`
  return line(about, dispute.status, isClosed(dispute) ? '' : verdicts)
}

function line(about: string, status: string, buttons: string): string {
  return `<li><span>${escapeHtml(about)}</span> ${badge(status)}<span class="actions">${buttons}</span></li>`
}
