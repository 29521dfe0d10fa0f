import Link from 'next/link'
import type { ReactNode } from 'react'
import { cn } from './cn'

/** One column: how its head reads, how a row's cell looks, and where the cell goes on a phone. */
export type Column<Row> = {
  id: string
  header: ReactNode
  cell: (row: Row) => ReactNode
  /** Numbers and money stand at the end, in digits of equal width. */
  align?: 'start' | 'end'
  /**
   * Place in the stacked entry on a phone: `title` top left, `value` top right, `detail` a labelled line (the
   * default), `bare` a line without label, `hidden` nowhere.
   */
  phone?: 'title' | 'value' | 'detail' | 'bare' | 'hidden'
  className?: string
}

const PHONE = {
  title: 'max-sm:order-1 max-sm:col-start-1 max-sm:font-medium',
  value: 'max-sm:order-2 max-sm:col-start-2 max-sm:text-right max-sm:font-medium',
  detail:
    'max-sm:order-3 max-sm:col-span-2 max-sm:flex max-sm:items-baseline max-sm:justify-between max-sm:gap-4 max-sm:text-[0.8125rem] max-sm:text-muted',
  bare: 'max-sm:order-3 max-sm:col-span-2 max-sm:text-[0.8125rem] max-sm:text-muted max-sm:empty:hidden',
  hidden: 'max-sm:hidden',
} as const

type TableCellProps<Row> = { column: Column<Row>; row: Row; href?: string }

/** One cell: in the grid of the table, or in the stacked entry of a phone with its column's name before it. */
export function TableCell<Row>({ column, row, href }: TableCellProps<Row>) {
  const phone = column.phone ?? 'detail'
  const content = column.cell(row)
  return (
    <td
      // biome-ignore lint/a11y/noRedundantRoles: browsers drop the native role when `display` changes.
      role="cell"
      className={cn(
        'max-sm:block max-sm:min-w-0 sm:h-13 sm:px-3 sm:py-2.5 sm:first:pl-6 sm:last:pr-6',
        column.align === 'end' ? 'tabular-nums sm:text-right' : 'text-left',
        PHONE[phone],
        column.className,
      )}
    >
      {phone === 'detail' && (
        <span aria-hidden="true" className="shrink-0 text-subtle sm:hidden">
          {column.header}
        </span>
      )}
      {phone === 'detail' ? <span className="min-w-0 max-sm:text-right">{content}</span> : null}
      {phone !== 'detail' && href && phone === 'title' ? (
        <Link href={href} className="rounded-sm after:absolute after:inset-0 hover:underline">
          {content}
        </Link>
      ) : null}
      {phone !== 'detail' && !(href && phone === 'title') ? content : null}
    </td>
  )
}
