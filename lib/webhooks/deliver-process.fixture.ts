import { createDatabase } from '@/db/client'
import { deliverWebhooks } from './deliver-webhooks'

/** Delivers webhooks in a process of its own, so that it can be killed. Started with the address of a database. */
const { db, close } = createDatabase(process.argv[2] ?? '')
await deliverWebhooks(db)
await close()
