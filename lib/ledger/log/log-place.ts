import { foreignCursor } from '@/lib/page'
import type { LedgerTransaction } from './transaction'

/** Where in the log a row is. */
export type LogPlace = Pick<LedgerTransaction, 'walletId' | 'datetime' | 'seq'>

/** The last instant of a year of four digits. */
const LAST_MS = Date.UTC(10_000, 0) - 1

/** Places as the text of a cursor. */
export function encodePlaces(places: readonly LogPlace[]): string {
  const texts = places.map(
    ({ walletId, datetime, seq }) => `${walletId}:${datetime.getTime().toString(36)}:${seq}`,
  )
  return Buffer.from(texts.join(' ')).toString('base64url')
}

/**
 * The places that a cursor names. What it names need not exist: whoever reads from there says whose rows they are.
 * @throws AppError `invalid_request` for a text that `encodePlaces` has not made.
 */
export function decodePlaces(cursor: string): LogPlace[] {
  return Buffer.from(cursor, 'base64url')
    .toString()
    .split(' ')
    .map((text) => {
      const [, walletId = '', at = '', seq = ''] = /^(\d{1,18}):([0-9a-z]{1,10}):(\d{1,18})$/.exec(text) ?? []
      const ms = Number.parseInt(at, 36)
      if (!(ms <= LAST_MS)) throw foreignCursor()
      return { walletId: BigInt(walletId), datetime: new Date(ms), seq: BigInt(seq) }
    })
}

/** The order in which rows are shown: newest first, and the same from page to page where they are of one instant. */
export function newestFirst(a: LogPlace, b: LogPlace): number {
  return (
    b.datetime.getTime() - a.datetime.getTime() || Number(b.walletId - a.walletId) || Number(b.seq - a.seq)
  )
}
