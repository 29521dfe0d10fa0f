import { ArrowRight } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { listGuides } from '@/app/_docs/list-guides'
import { InlineMarkdown } from '@/components/docs/inline-markdown'
import { Markdown } from '@/components/docs/markdown'
import { OnThisPage } from '@/components/docs/on-this-page'
import { guidePath } from '@/components/shell/paths'
import { Callout } from '@/components/ui/callout'
import { SANDBOX_GUIDES } from '@/lib/docs/guides'
import { headingsOf } from '@/lib/docs/read-guide'
import { env } from '@/lib/env'

type GuidePageProps = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: GuidePageProps): Promise<Metadata> {
  const { guide } = await findGuide(await params)
  return { title: guide.title, description: guide.lead.replaceAll('`', '') }
}

async function findGuide({ slug }: { slug: string }) {
  const guides = await listGuides()
  const index = guides.findIndex((one) => one.slug === slug)
  const guide = guides[index] ?? notFound()
  return { guide, next: guides[index + 1] }
}

export default async function GuidePage({ params }: GuidePageProps) {
  const { guide, next } = await findGuide(await params)
  const t = await getTranslations('docs')
  const entries = headingsOf(guide.body).map((heading, index) => ({
    href: `#${guide.anchors[index]}`,
    label: heading.replaceAll('`', ''),
  }))
  return (
    <article className="max-w-3xl">
      <h1 className="text-3xl/10 font-semibold tracking-[-0.025em] text-balance">{guide.title}</h1>
      <p className="mt-3 mb-8 text-base/7 text-muted">
        <InlineMarkdown text={guide.lead} />
      </p>
      {!env().HOURGLASS_SANDBOX && SANDBOX_GUIDES.includes(guide.slug) && (
        <Callout tone="warning" className="mb-8">
          {t('sandboxOnly')}
        </Callout>
      )}
      <OnThisPage entries={entries} />
      <Markdown text={guide.body} anchors={guide.anchors} />
      {next && (
        <Link
          href={guidePath(next.slug)}
          className="mt-14 flex items-center justify-between gap-4 rounded-card border border-line bg-surface px-5 py-4 shadow-card transition-colors hover:border-line-strong"
        >
          <span className="min-w-0">
            <span className="block text-xs text-subtle">{t('next')}</span>
            <span className="font-medium">{next.title}</span>
          </span>
          <ArrowRight aria-hidden="true" className="size-4 shrink-0 text-subtle" />
        </Link>
      )}
    </article>
  )
}
