/** How a receiver checks what it is sent: with the library of Standard Webhooks, which there is for most languages. */
export const EXAMPLE_RECEIVER = `import { Webhook } from 'standardwebhooks'

// The body must be the text as it came, before anything parses it.
const event = new Webhook(process.env.HOURGLASS_WEBHOOK_SECRET)
  .verify(body, headers)`
