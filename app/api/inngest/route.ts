import { serve } from 'inngest/next'
import type { NextRequest } from 'next/server'
import { inngest } from '@/inngest/client'
import { allFunctions } from '@/inngest/functions/all-functions'
import { jobsAccess } from '@/inngest/jobs-access'

const handlers = serve({ client: inngest, functions: allFunctions })

/** Where Inngest calls the jobs. Where nobody may, there is nothing here. */
function whenInngestIsUsed(handler: (request: NextRequest, context: unknown) => Promise<Response>) {
  return async (request: NextRequest, context: unknown): Promise<Response> => {
    const isClosed = jobsAccess(process.env) === 'closed'
    return isClosed ? new Response('Not found', { status: 404 }) : handler(request, context)
  }
}

export const GET = whenInngestIsUsed(handlers.GET)
export const POST = whenInngestIsUsed(handlers.POST)
export const PUT = whenInngestIsUsed(handlers.PUT)
