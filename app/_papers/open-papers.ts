import type { Locale } from '@/app/_i18n/locales'
import { wordsIn } from '@/app/_i18n/words-in'
import { receiptPaper } from '@/components/paper/receipt-paper'
import { statementPaper } from '@/components/paper/statement-paper'
import type { Database } from '@/db/client'
import type { Paper } from '@/lib/pdf/paper'
import { openReceipt } from '@/lib/receipts/open-receipt'
import { operatorDetails } from '@/lib/receipts/operator-details'
import { readStatement, type StatementQuery } from '@/lib/statements/read-statement'
import type { Statement } from '@/lib/statements/statement'
import { readUser } from '@/lib/users/user'

/** The receipt of a user's payment as a document. @throws AppError as `openReceipt`. */
export async function openReceiptPaper(
  db: Database,
  which: { userId: string; paymentId: string },
  locale: Locale,
): Promise<Paper> {
  return receiptPaper(await openReceipt(db, which), wordsIn(locale))
}

/** A user's statement as a document, and what it is made of. @throws AppError as `readStatement`. */
export async function openStatementPaper(
  db: Database,
  query: StatementQuery,
  locale: Locale,
): Promise<{ paper: Paper; statement: Statement }> {
  const [statement, user] = await Promise.all([readStatement(db, query), readUser(db, query.userId)])
  return {
    statement,
    paper: statementPaper(statement, { user, operator: operatorDetails() }, wordsIn(locale)),
  }
}
