import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PATHS } from '@/components/shell/paths'
import { EndpointsPage } from '@/components/webhooks/endpoints-page'
import { database } from '@/db/connection'
import { requireAdmin } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { CHOSEN_EVENTS } from '@/lib/webhooks/endpoint-fields'
import { listEndpoints } from '@/lib/webhooks/list-endpoints'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('title') }
}

export default async function OperatorWebhooksPage() {
  const { userId } = await requireAdmin(PATHS.adminWebhooks)
  const isOperator = true
  const endpoints = await listEndpoints(database(), { userId, isOperator, audience: 'operator' })
  return (
    <EndpointsPage
      audience="operator"
      endpoints={endpoints}
      eventTypes={CHOSEN_EVENTS}
      sandbox={env().HOURGLASS_SANDBOX}
    />
  )
}
