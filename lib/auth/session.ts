import { cookies } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { database } from '@/db/connection'
import { type Actor, toActor } from './actor'
import { findSignedInUser } from './find-signed-in-user'
import { readSessionClaims } from './read-session-claims'
import { safeCallbackUrl } from './safe-callback-url'

/**
 * Who is signed in on this browser, or null. The user's row is read once a request, so a block, a lost role or a
 * changed password ends the session at once.
 */
export const getSession: () => Promise<Actor | null> = cache(async () => {
  const claims = await readSessionClaims(await cookies())
  const user = claims ? await findSignedInUser(database(), claims) : undefined
  return user ? toActor(user) : null
})

/**
 * Who is signed in; anyone else is sent to the sign-in page. For pages and server actions, each of which calls it
 * itself: a layout does not guard the pages below it.
 * @param returnTo the path to come back to afterwards.
 */
export async function requireUser(returnTo?: string): Promise<Actor> {
  const actor = await getSession()
  if (actor) return actor
  const target = returnTo === undefined ? '' : safeCallbackUrl(returnTo, '')
  redirect(target === '' ? '/sign-in' : `/sign-in?callbackUrl=${encodeURIComponent(target)}`)
}

/** The admin who is signed in. To an ordinary user the admin's pages and actions do not exist (404). */
export async function requireAdmin(returnTo?: string): Promise<Actor> {
  const actor = await requireUser(returnTo)
  if (actor.role !== 'admin') notFound()
  return actor
}
