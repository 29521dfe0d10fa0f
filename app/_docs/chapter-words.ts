import type { Messages } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import type { ApiChapter } from '@/lib/docs/operation'

/** What chapters are called in the reader's language; by the document's own word where there is no other. */
export async function chapterWords(): Promise<(chapter: Pick<ApiChapter, 'slug' | 'tag'>) => string> {
  const t = await getTranslations('docs.chapters')
  return ({ slug, tag }) => {
    const worded = slug as keyof Messages['docs']['chapters']
    return t.has(worded) ? t(worded) : tag
  }
}
