import { Users } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/_pages/or-not-found'
import { ListPagination } from '@/components/admin/list-pagination'
import { readPageTrail } from '@/components/admin/page-trail'
import { UserSearch } from '@/components/admin/user-search'
import { UsersTable } from '@/components/admin/users-table'
import { PATHS } from '@/components/shell/paths'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { requireAdmin } from '@/lib/auth/session'
import { isStorableText } from '@/lib/storable-text'
import { listUsers } from '@/lib/users/list-users'

const PAGE_ROWS = 25

/** As long as an e-mail address can be. */
const MAX_SEARCH = 254

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adminUsers')
  return { title: t('title') }
}

type UsersPageProps = { searchParams: Promise<Record<'page' | 'q', string | string[] | undefined>> }

export default async function AdminUsersPage({ searchParams }: UsersPageProps) {
  await requireAdmin(PATHS.adminUsers)
  const t = await getTranslations('adminUsers')
  const { page, q } = await searchParams
  const search = typeof q === 'string' && isStorableText(q) ? q.trim().slice(0, MAX_SEARCH) : ''
  const trail = readPageTrail(page)
  const db = database()
  const query = { search, asOf: await appNow(db), limit: PAGE_ROWS, cursor: trail.cursor }
  const { rows, nextCursor } = await orNotFound(listUsers(db, query))
  return (
    <>
      <PageHeader title={t('title')} />
      <UserSearch search={search} />
      <Card className="mb-5">
        {rows.length === 0 ? (
          <EmptyState
            icon={<Users />}
            title={t('emptyTitle')}
            description={search === '' ? undefined : t('emptyText', { search })}
          />
        ) : (
          <UsersTable rows={rows} />
        )}
      </Card>
      <ListPagination path={PATHS.adminUsers} query={{ q: search }} trail={trail} nextCursor={nextCursor} />
    </>
  )
}
