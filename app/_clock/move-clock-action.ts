'use server'

import { refresh } from 'next/cache'
import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { formatMoney } from '@/components/money/format-money'
import { database } from '@/db/connection'
import { type BillingSum, sumBillingRuns } from '@/lib/billing/runs/sum-billing-runs'
import { AppError } from '@/lib/errors'
import { formatMinor } from '@/lib/money'
import { parseFields } from '@/lib/parse-fields'
import { type ClockCommand, moveClock } from '@/lib/sandbox-clock/move-clock'
import { readClock } from '@/lib/sandbox-clock/read-clock'
import { HOUR_MS, parseInstant } from '@/lib/time'

/** What the test clock is asked to do. `set` takes an instant of UTC as a `datetime-local` input writes it. */
export type ClockWish = z.infer<typeof wishSchema>

const wishSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('advance'), hours: z.union([z.literal(1), z.literal(24)]) }),
  z.strictObject({ do: z.literal('freeze') }),
  z.strictObject({ do: z.literal('run') }),
  z.strictObject({ do: z.literal('set'), instant: z.string().max(40) }),
])

/** What happened, in the visitor's words. */
export type ClockAnswer = { ok: true; title: string; text: string } | { ok: false; message: string }

/**
 * Moves the sandbox's clock, for anyone who looks at the demo, signed in or not; what falls due on the way happens.
 * Outside the sandbox `moveClock` refuses.
 */
export async function moveClockAction(input: unknown): Promise<ClockAnswer> {
  const t = await getTranslations('clock')
  try {
    const wish = parseFields(wishSchema, input)
    const db = database()
    const before = await readClock(db)
    const after = await moveClock(db, commandOf(wish))
    const billed = await sumBillingRuns(db, { after: before.now, upTo: after.now })
    refresh()
    return { ok: true, title: await titleOf(wish, after.now), text: await describe(billed) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ok: false, message: error.field === 'now' ? t('refusedInstant') : t('refused') }
  }
}

function commandOf(wish: ClockWish): ClockCommand {
  switch (wish.do) {
    case 'advance':
      return { advanceMs: wish.hours * HOUR_MS }
    case 'freeze':
      return { freeze: true }
    case 'run':
      return { run: true }
    case 'set':
      return { now: parseInstant(`${wish.instant}Z`, 'now') }
  }
}

async function titleOf(wish: ClockWish, now: Date): Promise<string> {
  const [t, format] = await Promise.all([getTranslations('clock'), getFormatter()])
  switch (wish.do) {
    case 'advance':
      return t(wish.hours === 1 ? 'hourPassed' : 'dayPassed')
    case 'freeze':
      return t('stopped')
    case 'run':
      return t('started')
    case 'set':
      return t('setTo', { instant: format.dateTime(now, 'instant') })
  }
}

async function describe({ runs, charged }: BillingSum): Promise<string> {
  const [t, locale] = await Promise.all([getTranslations('clock'), getLocale()])
  if (runs === 0) return t('nothingDue')
  if (charged.length === 0) return t('nothingCharged', { count: runs })
  const amounts = charged.map(({ currency, amountMinor }) =>
    formatMoney(formatMinor(amountMinor, currency), { locale, currency }),
  )
  return t('charged', { count: runs, amounts: amounts.join(', ') })
}
