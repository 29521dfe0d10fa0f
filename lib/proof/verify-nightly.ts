import type { Database } from '@/db/client'
import { startVerification } from './start-verification'

/** Verifies the whole ledger. @returns which verification that was and what it found, or null if one is under way. */
export async function verifyNightly(db: Database): Promise<{ id: string; violations: number } | null> {
  const started = await startVerification(db)
  return started && { id: started.id.toString(), violations: await started.finished }
}
