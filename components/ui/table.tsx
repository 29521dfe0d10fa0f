import type { ReactNode } from 'react'
import { cn } from './cn'
import { TableCell } from './table-cell'

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

type TableProps<Row> = {
  /** Says what the table holds, to those who cannot see it. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Makes the whole row lead somewhere; the link itself is around the `title` cell. */
  rowHref?: (row: Row) => string
  className?: string
}

/**
 * Rows of records: a table from the `sm` width up, a list of stacked entries on a phone. The explicit roles keep it a
 * table for assistive technology when CSS lays it out as something else.
 */
export function Table<Row>({ caption, columns, rows, rowKey, rowHref, className }: TableProps<Row>) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: browsers drop the native role when `display` changes.
    <table role="table" className={cn('w-full border-collapse text-sm max-sm:block', className)}>
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className="max-sm:sr-only">
        <tr role="row" className="border-b border-line">
          {columns.map((column) => (
            <th
              key={column.id}
              role="columnheader"
              scope="col"
              className={cn(
                'h-10 px-3 text-[0.8125rem] font-medium whitespace-nowrap text-subtle first:pl-6 last:pr-6',
                column.align === 'end' ? 'text-right' : 'text-left',
              )}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="divide-y divide-line max-sm:block">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            role="row"
            className={cn(
              'relative max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-4 max-sm:gap-y-1 max-sm:px-4 max-sm:py-3.5',
              rowHref && 'transition-colors hover:bg-sunken/70',
            )}
          >
            {columns.map((column) => (
              <TableCell key={column.id} column={column} row={row} href={rowHref?.(row)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: as above.
  )
}
