import type { ReactNode } from 'react'
import { cn } from './cn'

type DescriptionListProps = {
  items: readonly { term: ReactNode; detail: ReactNode }[]
  className?: string
}

/** The facts of one record, name beside value. */
export function DescriptionList({ items, className }: DescriptionListProps) {
  return (
    <dl className={cn('divide-y divide-line text-sm', className)}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed where it is written; terms may be elements.
        <div key={index} className="flex flex-col gap-x-6 gap-y-0.5 py-3 sm:flex-row">
          <dt className="shrink-0 text-muted sm:w-44">{item.term}</dt>
          <dd className="min-w-0 break-words text-ink tabular-nums">{item.detail}</dd>
        </div>
      ))}
    </dl>
  )
}
