import { getLocale } from 'next-intl/server'
import type { ApiChapter } from '@/lib/docs/operation'
import { inRussian } from '@/lib/docs/russian/in-russian'
import { apiChapters } from './api-chapters'

let russian: ApiChapter[] | undefined

/** The chapters of the API's reference in the reader's language. */
export async function readerChapters(): Promise<ApiChapter[]> {
  if ((await getLocale()) !== 'ru') return apiChapters()
  russian ??= inRussian(apiChapters())
  return russian
}
