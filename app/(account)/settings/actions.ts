'use server'

import { userAction } from '@/app/_actions/user-action'
import { setLocale } from '@/app/_i18n/set-locale'
import { database } from '@/db/connection'
import { billingDetailsSchema, updateBillingDetails } from '@/lib/receipts/billing-details'
import { profileSchema, updateProfile } from '@/lib/users/update-profile'

/** Changes the name and the language of whoever is signed in; the pages speak it from then on. */
export const updateProfileAction = userAction(profileSchema, async (profile, { userId }) => {
  await updateProfile(database(), { userId, ...profile })
  await setLocale(profile.locale)
  return { locale: profile.locale }
})

/** Changes what the receipts of whoever is signed in say from now on. */
export const updateBillingDetailsAction = userAction(billingDetailsSchema, async (details, { userId }) => {
  await updateBillingDetails(database(), { userId, ...details })
  return undefined
})
