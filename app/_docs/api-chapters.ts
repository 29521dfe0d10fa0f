import { apiDocument } from '@/app/api/v1/document'
import type { ApiChapter } from '@/lib/docs/operation'
import { readChapters } from '@/lib/docs/read-chapters'

let chapters: ApiChapter[] | undefined

/** The chapters of the API's reference. They are the same for the life of a server. */
export function apiChapters(): ApiChapter[] {
  chapters ??= readChapters(apiDocument())
  return chapters
}
