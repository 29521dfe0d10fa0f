import { createDatabase } from '@/db/client'
import { applyTariffPrices } from './apply-tariff-prices'

// A process of its own, so that a test can kill it in the middle.
const { db, close } = createDatabase(process.argv[2] ?? '', { max: 2 })
await applyTariffPrices(db)
await close()
