import { database } from '@/db/connection'
import { answer, toResponse } from '@/lib/http/answer'
import { boundary } from '@/lib/http/boundary'
import { checkReadiness } from '@/lib/http/check-readiness'
import { methods } from '@/lib/http/methods'
import { reportBilling } from '@/lib/http/report-billing'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: boundary(async () => {
    const db = database()
    await checkReadiness(db)
    return toResponse(answer(200, { status: 'ready', billing: await reportBilling(db) }))
  }),
})
