import { z } from 'zod'
import type { Database } from '@/db/client'
import { positiveAmount } from '@/lib/http/amount'
import { answer } from '@/lib/http/answer'
import { actedForField, amountField, currencyField, flagField, idField, textField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { autoTopUpSchema, presentAutoTopUp, removedAutoTopUpSchema } from '@/lib/http/present-auto-top-up'
import { effectRoute, readRoute } from '@/lib/http/route'
import { parseAmount } from '@/lib/money'
import { readStandings } from '@/lib/payments/auto-top-up/read-standing'
import { endAutoTopUp, noRule, saveAutoTopUp } from '@/lib/payments/auto-top-up/save-auto-top-up'

const ofCurrency = z.strictObject({ currency: currencyField, user: actedForField })

const rule = z.strictObject({
  currency: currencyField,
  threshold: amountField,
  value: amountField,
  monthly_cap: amountField.nullable().default(null),
  card: idField.optional(),
  description: textField(255).default('Automatic top-up'),
  enabled: flagField.default(true),
  user: actedForField,
})

async function answerRule(db: Database, query: { userId: string; currency: string }) {
  const [standing] = await readStandings(db, query)
  if (!standing) throw noRule()
  return answer(200, presentAutoTopUp(standing))
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'payments:read',
    describe: {
      id: 'getAutoTopUp',
      summary: 'How a wallet tops itself up',
      tags: ['Payments'],
      answers: { 200: autoTopUpSchema },
      errors: ['invalid_currency'],
      example: { query: { currency: 'RUB' } },
    },
    query: ofCurrency,
    run: ({ db, userId, input }) => answerRule(db, { userId, currency: input.currency }),
  }),
  PUT: effectRoute({
    scope: 'payments:write',
    describe: {
      id: 'setAutoTopUp',
      summary: 'Let a wallet top itself up',
      description:
        'A saved card is charged `value` whenever less than `threshold` is available, up to `monthly_cap` a month.',
      tags: ['Payments'],
      answers: { 200: autoTopUpSchema },
      errors: ['invalid_amount', 'invalid_currency', 'amount_too_small', 'amount_too_large', 'conflict'],
      example: {
        body: { currency: 'RUB', threshold: '200.00', value: '1000.00', monthly_cap: '5000.00' },
      },
    },
    body: rule,
    run: async ({ db, userId, caller, input }) => {
      const { currency, monthly_cap: cap } = input
      await saveAutoTopUp(db, {
        userId,
        actor: caller.actor,
        currency,
        thresholdMinor: parseAmount(input.threshold, currency, 'threshold'),
        amountMinor: positiveAmount(input.value, currency),
        monthlyCapMinor: cap === null ? null : parseAmount(cap, currency, 'monthly_cap'),
        description: input.description,
        cardId: input.card,
        enabled: input.enabled,
      })
      return answerRule(db, { userId, currency })
    },
  }),
  DELETE: effectRoute({
    scope: 'payments:write',
    describe: {
      id: 'removeAutoTopUp',
      summary: 'Top a wallet up by hand again',
      tags: ['Payments'],
      answers: { 200: removedAutoTopUpSchema },
      errors: ['invalid_currency'],
      example: { query: { currency: 'RUB' } },
    },
    query: ofCurrency,
    run: async ({ db, userId, caller, input }) => {
      const { currency } = input
      await endAutoTopUp(db, { userId, currency, actor: caller.actor })
      return answer(200, { currency, removed: true })
    },
  }),
})
