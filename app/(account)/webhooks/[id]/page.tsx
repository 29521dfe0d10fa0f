import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { readEndpointPage } from '@/app/_webhooks/read-endpoint-page'
import { webhookPath } from '@/components/shell/paths'
import { EndpointPage } from '@/components/webhooks/endpoint-page'
import { requireUser } from '@/lib/auth/session'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('endpoint') }
}

type UserWebhookPageProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<'page' | 'show', string | string[] | undefined>>
}

export default async function UserWebhookPage({ params, searchParams }: UserWebhookPageProps) {
  const { id } = await params
  const { userId } = await requireUser(webhookPath(id, 'user'))
  return (
    <EndpointPage {...(await readEndpointPage({ id, userId, audience: 'user', ...(await searchParams) }))} />
  )
}
