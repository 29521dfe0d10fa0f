/** How a receiver checks what it is sent: with the library of Standard Webhooks, which there is for most languages. */
export const EXAMPLE_RECEIVER = `import { Webhook } from 'standardwebhooks'

// The body as it came, before it is parsed.
const webhook = new Webhook(process.env.SECRET)
const event = webhook.verify(body, headers)`
