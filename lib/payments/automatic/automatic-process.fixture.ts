import { createDatabase } from '@/db/client'
import { runAutomaticPayments } from '../run-automatic-payments'

// A process of its own, so that a test can kill it in the middle.
const { db, close } = createDatabase(process.argv[2] ?? '', { max: 4 })
process.stdout.write('at work\n')
await runAutomaticPayments(db)
await close()
