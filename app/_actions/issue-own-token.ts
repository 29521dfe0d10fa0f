'use server'

import { z } from 'zod'
import { database } from '@/db/connection'
import { issueAccessToken } from '@/lib/auth/access-token'
import { AppError } from '@/lib/errors'
import { findUser } from '@/lib/users/user'
import { userLookup } from './user-action'

/** An access token of an hour for whoever is signed in, as their password would give them, to try calls out with. */
export const issueOwnToken = userLookup(z.object({}), async (_input, { userId }) => {
  const user = await findUser(database(), userId)
  if (!user || user.blockedAt) throw new AppError('unauthenticated', 'Sign in again.')
  return { token: await issueAccessToken(user) }
})
