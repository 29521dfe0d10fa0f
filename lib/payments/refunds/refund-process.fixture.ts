import { createDatabase } from '@/db/client'
import { refundPayment } from './refund-payment'

// A process of its own, so that a test can kill it in the middle.
const [, , url = '', paymentId = '', idempotencyKey = ''] = process.argv
const { db, close } = createDatabase(url, { max: 2 })
await refundPayment(db, { paymentId, amountMinor: 10_000n, reason: 'x', actor: 'test', idempotencyKey })
await close()
