import { cn } from './cn'
import { type Column, TableCell } from './table-cell'

export type { Column }

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
