import { BookOpen, KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ApiKeyList } from '@/components/account/api-key-list'
import { NewApiKey } from '@/components/account/new-api-key'
import { PATHS } from '@/components/shell/paths'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { database } from '@/db/connection'
import { listApiKeys } from '@/lib/api-keys/list-api-keys'
import { API_SCOPES } from '@/lib/api-keys/scopes'
import { requireUser } from '@/lib/auth/session'
import { env } from '@/lib/env'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('apiKeys'))('title') }
}

export default async function ApiKeysPage() {
  const { userId, role } = await requireUser(PATHS.apiKeys)
  const t = await getTranslations('apiKeys')
  const keys = await listApiKeys(database(), { userId })
  const appUrl = env().APP_URL.replace(/\/+$/, '')
  const scopes = API_SCOPES.filter((scope) => scope !== 'operator' || role === 'admin')
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={
          <>
            <LinkButton href={PATHS.docs} variant="secondary">
              <BookOpen aria-hidden="true" />
              {t('docs')}
            </LinkButton>
            <NewApiKey scopes={scopes} appUrl={appUrl} />
          </>
        }
      />
      <Card>
        {keys.length === 0 ? (
          <EmptyState icon={<KeyRound />} title={t('empty')} description={t('emptyText')} />
        ) : (
          <ApiKeyList keys={keys} now={new Date()} appUrl={appUrl} />
        )}
      </Card>
    </>
  )
}
