'use server'

import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { database } from '@/db/connection'
import { changePassword } from '@/lib/users/change-password'
import { createUser } from '@/lib/users/create-user'
import { clientAddress } from './client-address'
import { type FormState, refusalOf } from './form-state'
import { formText } from './form-text'
import { limitFailures, limitSignUps } from './rate-limits'
import { safeCallbackUrl } from './safe-callback-url'
import { requireUser } from './session'
import { clearSessionCookie, writeSessionCookie } from './session-cookie'
import { signInWithPassword } from './sign-in-with-password'

/** Where someone lands after signing in, unless they came from elsewhere on the site. */
const HOME = '/balance'

/** Signs in from a form with `email`, `password` and perhaps `callbackUrl`; then goes there. */
export async function signInAction(_before: FormState, form: FormData): Promise<FormState> {
  let target = HOME
  const refused = await refusalOf(async () => {
    target = safeCallbackUrl(formText(form, 'callbackUrl'), HOME)
    const address = clientAddress(await headers())
    const email = formText(form, 'email')
    await writeSessionCookie(
      await signInWithPassword(database(), { email, password: formText(form, 'password'), address }),
    )
  })
  return refused ?? redirect(target)
}

/** Makes an account from a form with `email`, `password`, perhaps `name` and `callbackUrl`; signs in; goes there. */
export async function signUpAction(_before: FormState, form: FormData): Promise<FormState> {
  let target = HOME
  const refused = await refusalOf(async () => {
    target = safeCallbackUrl(formText(form, 'callbackUrl'), HOME)
    await limitSignUps(database(), clientAddress(await headers()))
    const user = await createUser(database(), {
      email: formText(form, 'email'),
      password: formText(form, 'password'),
      name: formText(form, 'name'),
      locale: (await cookies()).get('locale')?.value === 'ru' ? 'ru' : 'en',
    })
    await writeSessionCookie(user)
  })
  return refused ?? redirect(target)
}

/** Signs out on this browser. */
export async function signOutAction(): Promise<void> {
  await clearSessionCookie()
  redirect('/')
}

/** Changes the password from a form with `current_password` and `new_password`. Other browsers are signed out. */
export async function changePasswordAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireUser()
  const refused = await refusalOf(async () => {
    const address = clientAddress(await headers())
    // Whoever found a browser signed in must not be able to guess the password here either.
    const user = await limitFailures(database(), { email: actor.email, address }, () =>
      changePassword(database(), {
        userId: actor.userId,
        currentPassword: formText(form, 'current_password'),
        newPassword: formText(form, 'new_password'),
      }),
    )
    await writeSessionCookie(user)
  })
  return refused ?? { ok: true }
}
