import { ReceiptText } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { TurnList } from '@/components/cards/turn-list'
import { Amount } from '@/components/money/amount'
import { PATHS, recurringPaymentPath } from '@/components/shell/paths'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { database } from '@/db/connection'
import { requireUser } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { listTurns } from '@/lib/payments/recurring/list-turns'
import { type RecurringPayment, readRecurringPayment } from '@/lib/payments/recurring/recurring-payment'

const PAGE_SIZE = 25

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cards.recurring'))('historyTitle') }
}

type HistoryPageProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function HistoryPage({ params, searchParams }: HistoryPageProps) {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const { userId } = await requireUser(recurringPaymentPath(id))
  const recurring = await readOrNotFound(userId, id)
  const [t, cards] = await Promise.all([getTranslations('cards.recurring'), getTranslations('cards')])
  const cursor = z.guid().safeParse(query.cursor).data
  const { rows, nextCursor } = await listTurns(database(), {
    recurringPaymentId: recurring.id,
    limit: PAGE_SIZE,
    cursor,
  })
  const here = recurringPaymentPath(recurring.id)
  return (
    <>
      <PageHeader
        title={t('historyTitle')}
        description={t.rich(recurring.interval === 'week' ? 'weekly' : 'monthly', {
          value: () => <Amount amountMinor={recurring.amountMinor} currency={recurring.currency} />,
        })}
        back={{ href: PATHS.cards, label: cards('title') }}
      />
      <Card aria-label={t('history')}>
        {rows.length === 0 ? (
          <EmptyState icon={<ReceiptText />} title={t('historyEmpty')} />
        ) : (
          <TurnList turns={rows} />
        )}
        <Pagination
          newestHref={cursor === undefined ? undefined : here}
          olderHref={nextCursor === null ? undefined : `${here}?cursor=${nextCursor}`}
        />
      </Card>
    </>
  )
}

async function readOrNotFound(userId: string, id: string): Promise<RecurringPayment> {
  if (!z.guid().safeParse(id).success) notFound()
  try {
    return await readRecurringPayment(database(), { userId, recurringPaymentId: id })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}
