import { z } from 'zod'
import { database } from '@/db/connection'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { answer, toResponse } from '@/lib/http/answer'
import { boundary } from '@/lib/http/boundary'
import { durationField, instantField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { readJsonBody } from '@/lib/http/read-json-body'
import { parseFields } from '@/lib/parse-fields'
import { type ClockCommand, moveClock } from '@/lib/sandbox-clock/move-clock'
import { type Clock, readClock } from '@/lib/sandbox-clock/read-clock'

const command = z
  .strictObject({
    now: instantField.optional(),
    advance: durationField.optional(),
    run: z.literal(true, 'Send true.').optional(),
  })
  .refine(
    (fields) => Object.values(fields).filter((field) => field !== undefined).length === 1,
    'Send one of now, advance and run.',
  )

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: boundary(async () => {
    requireSandbox()
    return clockAnswer(await readClock(database()))
  }),
  POST: boundary(async ({ request }) => {
    requireSandbox()
    const wish = parseFields(command, await readJsonBody(request))
    return clockAnswer(await moveClock(database(), commandOf(wish)))
  }),
})

/** Outside the sandbox this call does not exist, whatever it is sent. */
function requireSandbox(): void {
  if (!env().HOURGLASS_SANDBOX) throw new AppError('not_found', 'There is no such call.')
}

function commandOf({ now, advance }: z.output<typeof command>): ClockCommand {
  if (now !== undefined) return { now }
  return advance === undefined ? { run: true } : { advanceMs: advance }
}

function clockAnswer({ now, frozen }: Clock): Response {
  return toResponse(answer(200, { now: now.toISOString(), frozen }))
}
