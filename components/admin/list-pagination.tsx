import { Pagination } from '@/components/ui/pagination'
import type { PageTrail } from './page-trail'

type ListPaginationProps = {
  path: string
  /** What else the address says, such as a search; empty values are left out. */
  query?: Record<string, string>
  trail: PageTrail
  nextCursor: string | null
}

/** The steps to the newer and the older page of a list, which keep what the list was asked for. */
export function ListPagination({ path, query = {}, trail, nextCursor }: ListPaginationProps) {
  const hrefTo = (page: string) => {
    const search = new URLSearchParams(Object.entries({ ...query, page }).filter(([, value]) => value !== ''))
    return search.size === 0 ? path : `${path}?${search}`
  }
  return (
    <Pagination
      newerHref={trail.newer === undefined ? undefined : hrefTo(trail.newer)}
      olderHref={nextCursor === null ? undefined : hrefTo(trail.older(nextCursor))}
    />
  )
}
