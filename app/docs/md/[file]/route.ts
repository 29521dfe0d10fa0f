import { notFound } from 'next/navigation'
import { textResponse } from '@/app/_docs/text-response'
import { isLocale } from '@/app/_i18n/locales'
import { guideText } from '@/lib/docs/guide-text'
import { isGuideSlug } from '@/lib/docs/guides'
import { readGuide } from '@/lib/docs/read-guide'

/** A guide as its own text: `/docs/md/webhooks.md`, and `?lang=ru` for the Russian one. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ file: string }> },
): Promise<Response> {
  const slug = (await params).file.replace(/\.md$/, '')
  if (!isGuideSlug(slug)) notFound()
  const asked = new URL(request.url).searchParams.get('lang')
  return textResponse(guideText(await readGuide(slug, isLocale(asked) ? asked : 'en')), 'text/markdown')
}
