import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PATHS } from '@/components/shell/paths'
import { EndpointsPage } from '@/components/webhooks/endpoints-page'
import { database } from '@/db/connection'
import { requireUser } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { CHOSEN_EVENTS } from '@/lib/webhooks/endpoint-fields'
import { listEndpoints } from '@/lib/webhooks/list-endpoints'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('title') }
}

export default async function UserWebhooksPage() {
  const { userId } = await requireUser(PATHS.webhooks)
  const isOperator = false
  const endpoints = await listEndpoints(database(), { userId, isOperator, audience: 'user' })
  return (
    <EndpointsPage
      audience="user"
      endpoints={endpoints}
      eventTypes={CHOSEN_EVENTS}
      sandbox={env().HOURGLASS_SANDBOX}
    />
  )
}
