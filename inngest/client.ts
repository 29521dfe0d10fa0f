import { Inngest } from 'inngest'

/**
 * The connection to Inngest. Cloud or dev is Inngest's own setting (`INNGEST_DEV`); in cloud mode its calls are
 * signed, and unsigned ones are refused.
 */
export const inngest = new Inngest({
  id: 'hourglass',
  ...(process.env.INNGEST_SIGNING_KEY && { signingKey: process.env.INNGEST_SIGNING_KEY }),
  ...(process.env.INNGEST_BASE_URL && { baseUrl: process.env.INNGEST_BASE_URL }),
})
