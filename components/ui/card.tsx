import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

/** A surface that holds one subject. Compose it of `CardHeader`, `CardBody` and `CardFooter`. */
export function Card({ className, ...props }: ComponentProps<'section'>) {
  return (
    <section
      {...props}
      className={cn('min-w-0 rounded-card border border-line bg-surface shadow-card', className)}
    />
  )
}

type CardHeaderProps = {
  title: ReactNode
  description?: ReactNode
  /** A button or link at the end of the line. */
  action?: ReactNode
  /** The heading's level in the page; 2 unless told. */
  level?: 2 | 3
  /** So that the card can be `aria-labelledby` its title. */
  id?: string
  className?: string
}

export function CardHeader({ title, description, action, level = 2, id, className }: CardHeaderProps) {
  const Heading = `h${level}` as const
  return (
    <div className={cn('flex items-start justify-between gap-4 px-4 pt-4 sm:px-6 sm:pt-5', className)}>
      <div className="min-w-0">
        <Heading id={id} className="text-[0.9375rem]/6 font-semibold tracking-[-0.006em] text-ink">
          {title}
        </Heading>
        {description && <p className="mt-0.5 text-sm text-muted">{description}</p>}
      </div>
      {action && <div className="-my-1 shrink-0">{action}</div>}
    </div>
  )
}

export function CardBody({ className, ...props }: ComponentProps<'div'>) {
  return <div {...props} className={cn('px-4 py-4 sm:px-6 sm:py-5', className)} />
}

export function CardFooter({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      {...props}
      className={cn(
        'flex flex-wrap items-center gap-3 rounded-b-card border-t border-line bg-sunken/60 px-4 py-3 text-sm text-muted sm:px-6',
        className,
      )}
    />
  )
}
