'use server'

import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { database } from '@/db/connection'
import { AppError } from '@/lib/errors'
import { cancelPaymentByUser } from '@/lib/payments/cancel-payment'
import { confirmAction } from './confirm-action'
import { refuse, userAction } from './user-action'

/** Gives an unpaid payment up. If it was paid meanwhile, or a bank decides about it, that is said. */
export const cancelPayment = confirmAction(
  userAction(z.object({ payment: z.guid() }), async ({ payment: paymentId }, { userId }) => {
    try {
      await cancelPaymentByUser(database(), { userId, paymentId })
      return undefined
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const t = await getTranslations('paymentLife.notCancelable')
      if (error.code === 'provider_unavailable') return refuse(error.code, t('later'))
      if (error.code !== 'payment_not_cancelable') throw error
      const status = error.extra?.payment_status
      return refuse(error.code, t(status === 'succeeded' || status === 'processing' ? status : 'over'))
    }
  }),
)
