'use server'

import { after } from 'next/server'
import { z } from 'zod'
import { adminAction } from '@/app/_actions/user-action'
import { database } from '@/db/connection'
import { startVerification } from '@/lib/proof/start-verification'

/** Begins to verify the whole ledger, which goes on after the answer. Answers whether it began, or one was under way. */
export const verifyNowAction = adminAction(z.strictObject({}), async () => {
  const started = await startVerification(database())
  // What went wrong is kept with the verification, and logged.
  if (started) after(() => started.finished.catch(() => {}))
  return { begun: started !== null }
})
