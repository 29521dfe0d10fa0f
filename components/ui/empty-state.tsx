import type { ReactNode } from 'react'
import { cn } from './cn'

type EmptyStateProps = {
  /** An icon element, such as `<Receipt />`. */
  icon?: ReactNode
  title: ReactNode
  description?: ReactNode
  action?: ReactNode
  className?: string
}

/** What stands where a list would be: why it is empty and what to do about it. */
export function EmptyState({ icon, title, description, action, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center px-6 py-14 text-center', className)}>
      {icon && (
        <div
          aria-hidden="true"
          className="mb-4 grid size-11 place-items-center rounded-card border border-line bg-sunken text-subtle [&_svg]:size-5"
        >
          {icon}
        </div>
      )}
      <p className="text-[0.9375rem] font-semibold text-ink">{title}</p>
      {description && <p className="mt-1 max-w-sm text-sm/6 text-pretty text-muted">{description}</p>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  )
}
