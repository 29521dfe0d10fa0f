import type { Paper, PaperTable } from '@/lib/pdf/paper'
import { cn } from '../ui/cn'

/** A document on the screen, as it comes out of the printer: light in either theme. */
export function PaperSheet({ paper }: { paper: Paper }) {
  return (
    <article
      lang={paper.lang}
      className="paper rounded-card border border-line bg-surface p-5 text-ink shadow-card sm:p-10 print:rounded-none print:border-0 print:p-0 print:shadow-none"
    >
      {paper.stamp && <p className="mb-2 text-sm font-semibold text-accent">{paper.stamp}</p>}
      <h1 className="text-2xl/8 font-semibold tracking-[-0.02em]">{paper.title}</h1>
      {paper.subtitle && <p className="mt-0.5 text-muted tabular-nums">{paper.subtitle}</p>}
      <dl className="mt-6 flex flex-wrap gap-x-10 gap-y-4 border-y border-line py-4">
        {paper.facts.map(({ label, value }) => (
          <div key={label}>
            <dt className="text-xs/5 text-subtle">{label}</dt>
            <dd className="font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-5 grid gap-x-8 gap-y-5 sm:grid-cols-2 print:grid-cols-2">
        {paper.parties.map(({ label, lines }) => (
          <section key={label} aria-label={label}>
            <p className="text-xs/5 text-subtle">{label}</p>
            {keyed(lines).map(([key, line]) => (
              <p key={key} className="text-sm/6 break-words nth-[2]:font-semibold">
                {line}
              </p>
            ))}
          </section>
        ))}
      </div>
      {keyed(paper.tables.map((table) => table.title ?? paper.title)).map(([key, title], index) => {
        const table = paper.tables[index]
        return table && <SheetTable key={key} table={table} label={title} />
      })}
      <div className="mt-6 flex flex-col gap-1.5 text-[0.8125rem]/5 text-subtle">
        {paper.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
    </article>
  )
}

function SheetTable({ table, label }: { table: PaperTable; label: string }) {
  const { title, columns, rows, totals } = table
  return (
    <div className="mt-8">
      {title && <h2 className="mb-2 font-semibold">{title}</h2>}
      {rows.length > 0 && (
        // On a phone a wide table is moved by itself, not the page.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer scrolls it by keys.
        <section className="overflow-x-auto print:overflow-visible" tabIndex={0} aria-label={label}>
          <table className="w-full text-sm/5">
            <thead>
              <tr className="border-b border-line-strong text-xs/5 text-subtle">
                {columns.map((column) => (
                  <th key={column.label} scope="col" className={cellClass(column.align)}>
                    {column.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {keyed(rows.map((row) => row.join('\n'))).map(([key], index) => (
                <tr key={key} className="break-inside-avoid border-b border-line align-top">
                  {columns.map((column, cell) => (
                    <td key={column.label} className={cellClass(column.align)}>
                      {rows[index]?.[cell]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <dl className="mt-2 ml-auto grid w-fit grid-cols-[auto_auto] gap-x-8 gap-y-1 text-sm/6">
        {totals.map((total) => (
          <div key={total.label} className={cn('contents', total.strong && 'font-semibold')}>
            <dt className={cn('text-right', !total.strong && 'text-muted')}>{total.label}</dt>
            <dd className="text-right whitespace-nowrap tabular-nums">{total.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function cellClass(align: 'end' | undefined): string {
  return cn(
    'py-2 pr-2.5 font-normal last:pr-0 sm:pr-4',
    align === 'end' ? 'text-right whitespace-nowrap tabular-nums' : 'text-left',
  )
}

/** Texts with keys of their own, where several may be the same. */
function keyed(texts: readonly string[]): [key: string, text: string][] {
  const seen = new Map<string, number>()
  return texts.map((text) => {
    const count = seen.get(text) ?? 0
    seen.set(text, count + 1)
    return [`${text} ${count}`, text]
  })
}
