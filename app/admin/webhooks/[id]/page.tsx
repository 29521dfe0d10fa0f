import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { readEndpointPage } from '@/app/_webhooks/read-endpoint-page'
import { webhookPath } from '@/components/shell/paths'
import { EndpointPage } from '@/components/webhooks/endpoint-page'
import { requireAdmin } from '@/lib/auth/session'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('endpoint') }
}

type OperatorWebhookPageProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<'page' | 'show', string | string[] | undefined>>
}

export default async function OperatorWebhookPage({ params, searchParams }: OperatorWebhookPageProps) {
  const { id } = await params
  const { userId } = await requireAdmin(webhookPath(id, 'operator'))
  return (
    <EndpointPage
      {...(await readEndpointPage({ id, userId, audience: 'operator', ...(await searchParams) }))}
    />
  )
}
