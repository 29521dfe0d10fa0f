import { idCursorField } from '@/lib/http/fields'

/** What the address of a page of a list says. */
export type CursorParams = { searchParams: Promise<Record<'cursor', string | string[] | undefined>> }

/** Where a page of a list starts; a cursor that someone made up leads to the first. */
export function readIdCursor({ cursor }: Awaited<CursorParams['searchParams']>): string | undefined {
  return idCursorField.safeParse(cursor).data
}
