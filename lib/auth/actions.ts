'use server'

import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { database } from '@/db/connection'
import { changePassword } from '@/lib/users/change-password'
import { createUser } from '@/lib/users/create-user'
import { clientAddress } from './client-address'
import { type FormState, refusalOf } from './form-state'
import { limitFailures, limitSignUps } from './rate-limits'
import { safeCallbackUrl } from './safe-callback-url'
import { requireUser } from './session'
import { clearSessionCookie, writeSessionCookie } from './session-cookie'
import { signInWithPassword } from './sign-in-with-password'

/** Where someone lands after signing in, unless they came from elsewhere on the site. */
const HOME = '/balance'

/** Signs in from a form with `email`, `password` and perhaps `callbackUrl`; then goes there. */
export async function signInAction(_before: FormState, form: FormData): Promise<FormState> {
  const refused = await refusalOf(async () => {
    const address = clientAddress(await headers())
    const email = text(form, 'email')
    await writeSessionCookie(
      await signInWithPassword(database(), { email, password: text(form, 'password'), address }),
    )
  })
  return refused ?? redirect(safeCallbackUrl(form.get('callbackUrl'), HOME))
}

/** Makes an account from a form with `email`, `password`, perhaps `name` and `callbackUrl`; signs in; goes there. */
export async function signUpAction(_before: FormState, form: FormData): Promise<FormState> {
  const refused = await refusalOf(async () => {
    await limitSignUps(database(), clientAddress(await headers()))
    const user = await createUser(database(), {
      email: text(form, 'email'),
      password: text(form, 'password'),
      name: text(form, 'name'),
      locale: (await cookies()).get('locale')?.value === 'ru' ? 'ru' : 'en',
    })
    await writeSessionCookie(user)
  })
  return refused ?? redirect(safeCallbackUrl(form.get('callbackUrl'), HOME))
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
        currentPassword: text(form, 'current_password'),
        newPassword: text(form, 'new_password'),
      }),
    )
    await writeSessionCookie(user)
  })
  return refused ?? { ok: true }
}

/** A field of a form; a file or a missing one counts as empty. */
function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
