import { serve } from 'inngest/next'
import type { NextRequest } from 'next/server'
import { inngest } from '@/inngest/client'
import { jobFunctions } from '@/inngest/functions/job-functions'

const handlers = serve({ client: inngest, functions: jobFunctions })

/** Where Inngest calls the jobs. Without Inngest there is nothing here, so that nobody else can call them. */
function whenInngestIsUsed(handler: (request: NextRequest, context: unknown) => Promise<Response>) {
  return async (request: NextRequest, context: unknown): Promise<Response> => {
    const used = Boolean(process.env.INNGEST_DEV || process.env.INNGEST_SIGNING_KEY)
    return used ? handler(request, context) : new Response('Not found', { status: 404 })
  }
}

export const GET = whenInngestIsUsed(handlers.GET)
export const POST = whenInngestIsUsed(handlers.POST)
export const PUT = whenInngestIsUsed(handlers.PUT)
