'use server'

import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { changeSubscription as change } from '@/lib/billing/subscriptions/change-subscription'
import { previewChange as foreseeChange } from '@/lib/billing/subscriptions/preview-change'
import { previewResume as foreseeResume } from '@/lib/billing/subscriptions/preview-resume'
import { previewStart as foreseeStart } from '@/lib/billing/subscriptions/preview-start'
import { previewStop as foreseeStop } from '@/lib/billing/subscriptions/preview-stop'
import { resumeSubscription as resume } from '@/lib/billing/subscriptions/resume-subscription'
import { startSubscription as start } from '@/lib/billing/subscriptions/start-subscription'
import { stopSubscription as stop } from '@/lib/billing/subscriptions/stop-subscription'
import { confirmAction } from './confirm-action'
import { refuse, userAction, userLookup } from './user-action'

const quantity = z
  .string()
  .regex(/^\d{1,7}$/)
  .transform(Number)
  .pipe(z.number().min(1).max(1_000_000))
const name = z.string().trim().max(100)

/** An empty text is the choice to keep the tariff and its agreed price. */
const newTariff = z.union([z.literal('').transform(() => undefined), z.guid()])

const startFields = z.object({ tariff: z.guid(), quantity })
const oneField = z.object({ subscription: z.guid() })
const changeFields = oneField.extend({ tariff: newTariff, quantity })

const alreadyStopped = async () => refuse('conflict', (await getTranslations('tariffs'))('alreadyStopped'))
const noMoneyToResume = async () =>
  refuse('insufficient_funds', (await getTranslations('tariffs'))('noMoneyToResume'))

/** What starting a tariff would mean for the wallet. */
export const previewStart = userLookup(startFields, async (input, { userId }) => {
  const db = database()
  const { tariff: tariffId, quantity } = input
  const asOf = await appNow(db)
  return { ...(await foreseeStart(db, { userId, tariffId, quantity, asOf })), asOf }
})

/** What changing a subscription would mean for the wallet. */
export const previewChange = userLookup(changeFields, async (input, { userId }) => {
  const db = database()
  const { subscription: subscriptionId, tariff: tariffId, quantity } = input
  const asOf = await appNow(db)
  const preview = await foreseeChange(db, { userId, subscriptionId, tariffId, quantity, asOf })
  return preview ? { ...preview, asOf } : alreadyStopped()
})

/** What stopping a subscription would mean for the wallet. */
export const previewStop = userLookup(oneField, async ({ subscription: subscriptionId }, { userId }) => {
  const db = database()
  const asOf = await appNow(db)
  const preview = await foreseeStop(db, { userId, subscriptionId, asOf })
  return preview ? { ...preview, asOf } : alreadyStopped()
})

/** What resuming a subscription would mean for the wallet. */
export const previewResume = userLookup(oneField, async ({ subscription: subscriptionId }, { userId }) => {
  const db = database()
  const asOf = await appNow(db)
  const preview = await foreseeResume(db, { userId, subscriptionId, asOf })
  if (preview === null) return alreadyStopped()
  return preview.isPossible ? { ...preview, asOf } : noMoneyToResume()
})

/** Made with the form, so that a form sent twice starts one subscription. */
const formId = z.guid()

/** Starts a tariff; refused while there is no money in its currency. */
export const startSubscription = userAction(
  startFields.extend({ name, form_id: formId }),
  async (input, { userId }) => {
    const { tariff: tariffId, quantity, name } = input
    const idempotencyKey = `form:${input.form_id}`
    const result = await database().transaction(async (tx) =>
      start(tx, { userId, tariffId, quantity, name, asOf: await appNow(tx), idempotencyKey }),
    )
    if (result.ok) return undefined
    return refuse('insufficient_funds', (await getTranslations('tariffs'))('noMoney'))
  },
)

/** Changes tariff, quantity and name of a subscription. */
export const changeSubscription = userAction(changeFields.extend({ name }), async (input, { userId }) => {
  const { subscription: subscriptionId, tariff: tariffId, quantity, name } = input
  const changed = await database().transaction(async (tx) =>
    change(tx, { userId, subscriptionId, tariffId, quantity, name, asOf: await appNow(tx) }),
  )
  return changed ? undefined : alreadyStopped()
})

/** Sets whether money that comes in wakes a subscription. */
export const switchResuming = userAction(
  oneField.extend({ resumes: z.enum(['true', 'false']) }),
  async (input, { userId }) => {
    const { subscription: subscriptionId } = input
    const resumesOnTopUp = input.resumes === 'true'
    const changed = await database().transaction(async (tx) =>
      change(tx, { userId, subscriptionId, resumesOnTopUp, asOf: await appNow(tx) }),
    )
    return changed ? undefined : alreadyStopped()
  },
)

/** Lets a suspended subscription run on; refused while there is no money. */
export const resumeSubscription = confirmAction(
  userAction(oneField, async ({ subscription: subscriptionId }, { userId }) => {
    const result = await database().transaction(async (tx) =>
      resume(tx, { userId, subscriptionId, asOf: await appNow(tx) }),
    )
    if (result === null) return alreadyStopped()
    return result.ok ? undefined : noMoneyToResume()
  }),
)

/** Stops a subscription for good; one that was stopped before stays so. */
export const stopSubscription = confirmAction(
  userAction(oneField, async ({ subscription: subscriptionId }, { userId }) => {
    await database().transaction(async (tx) => stop(tx, { userId, subscriptionId, asOf: await appNow(tx) }))
    return undefined
  }),
)
