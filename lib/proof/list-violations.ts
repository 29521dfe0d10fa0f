import { eq, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { users, verifications, wallets } from '@/db/schema'
import type { InvariantName } from '../ledger/verify/invariants'

/** Something that a verification found, and whose wallet it is about if it is about one. */
export type FoundViolation = {
  invariant: InvariantName
  subject: string
  detail: string
  user: { id: string; email: string; currency: string } | null
}

/** The first violations that a verification found. */
export async function listViolations(
  db: Database,
  { verificationId, limit }: { verificationId: bigint; limit: number },
): Promise<FoundViolation[]> {
  const [row] = await db
    .select({ found: verifications.found })
    .from(verifications)
    .where(eq(verifications.id, verificationId))
  const found = (row?.found ?? []).slice(0, limit)
  const walletIds = found.flatMap(({ subject }) => walletIdOf(subject) ?? [])
  const owners =
    walletIds.length === 0
      ? []
      : await db
          .select({ walletId: wallets.id, id: users.id, email: users.email, currency: wallets.currency })
          .from(wallets)
          .innerJoin(users, eq(users.id, wallets.userId))
          .where(inArray(wallets.id, walletIds))
  const ownerOf = new Map(owners.map(({ walletId, ...owner }) => [walletId, owner]))
  return found.map((violation) => ({
    ...violation,
    invariant: violation.invariant as InvariantName,
    user: ownerOf.get(walletIdOf(violation.subject) ?? -1n) ?? null,
  }))
}

function walletIdOf(subject: string): bigint | undefined {
  const id = /^wallet (\d{1,18})$/.exec(subject)?.[1]
  return id === undefined ? undefined : BigInt(id)
}
