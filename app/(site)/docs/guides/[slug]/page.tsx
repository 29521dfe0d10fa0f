import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { listGuides } from '@/app/_docs/list-guides'
import { InlineMarkdown } from '@/components/docs/inline-markdown'
import { Markdown } from '@/components/docs/markdown'
import { OnThisPage } from '@/components/docs/on-this-page'
import { PageTurner } from '@/components/docs/page-turner'
import { guidePath } from '@/components/shell/paths'
import { Callout } from '@/components/ui/callout'
import { SANDBOX_GUIDES } from '@/lib/docs/guides'
import { type Guide, headingsOf } from '@/lib/docs/read-guide'
import { env } from '@/lib/env'

type GuidePageProps = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: GuidePageProps): Promise<Metadata> {
  const { guide } = await findGuide(await params)
  return { title: guide.title, description: guide.lead.replaceAll('`', '') }
}

async function findGuide({ slug }: { slug: string }): Promise<{ guides: Guide[]; guide: Guide }> {
  const guides = await listGuides()
  return { guides, guide: guides.find((one) => one.slug === slug) ?? notFound() }
}

export default async function GuidePage({ params }: GuidePageProps) {
  const { guides, guide } = await findGuide(await params)
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
      <PageTurner
        pages={guides.map(({ slug, title }) => ({ href: guidePath(slug), title }))}
        href={guidePath(guide.slug)}
      />
    </article>
  )
}
