'use server'

import { userAction } from '@/app/_actions/user-action'
import { setLocale } from '@/app/_i18n/set-locale'
import { database } from '@/db/connection'
import { profileSchema, updateProfile } from '@/lib/users/update-profile'

/** Changes the name and the language of whoever is signed in; the pages speak it from then on. */
export const updateProfileAction = userAction(profileSchema, async (profile, { userId }) => {
  await updateProfile(database(), { userId, ...profile })
  await setLocale(profile.locale)
  return { locale: profile.locale }
})
