import type { ReactNode } from 'react'
import { cn } from './cn'

type StatProps = {
  label: ReactNode
  value: ReactNode
  /** A line below the value. */
  hint?: ReactNode
  size?: 'md' | 'lg'
  className?: string
}

/** One figure with its name. Put several into a `StatGroup`. */
export function Stat({ label, value, hint, size = 'md', className }: StatProps) {
  return (
    <div className={cn('min-w-0', className)}>
      <dt className="text-[0.8125rem] text-muted">{label}</dt>
      <dd>
        <div
          className={cn(
            'mt-1 font-semibold tracking-[-0.02em] text-ink tabular-nums',
            size === 'lg' ? 'text-3xl/10 sm:text-4xl/12' : 'text-xl/7',
          )}
        >
          {value}
        </div>
        {hint && <div className="mt-0.5 text-[0.8125rem]/5 text-subtle">{hint}</div>}
      </dd>
    </div>
  )
}

/** A list of figures side by side, two in a row on a phone. */
export function StatGroup({ className, children }: { className?: string; children: ReactNode }) {
  return <dl className={cn('grid grid-cols-2 gap-x-6 gap-y-5 sm:flex sm:gap-x-12', className)}>{children}</dl>
}
