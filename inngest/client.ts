import { Inngest } from 'inngest'
import { jobsAccess } from './jobs-access'

/**
 * The connection to Inngest. In cloud mode its calls are signed, and unsigned ones are refused. The mode is said
 * here, not left to the SDK's own reading of INNGEST_DEV, which would drop the signature in production too.
 */
export const inngest = new Inngest({
  id: 'hourglass',
  isDev: jobsAccess(process.env) === 'unsigned',
  ...(process.env.INNGEST_SIGNING_KEY && { signingKey: process.env.INNGEST_SIGNING_KEY }),
  ...(process.env.INNGEST_BASE_URL && { baseUrl: process.env.INNGEST_BASE_URL }),
})
