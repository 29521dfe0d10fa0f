import Link from 'next/link'
import type { ComponentProps } from 'react'
import { cn } from './cn'

/** A link inside running text: underlined, so that colour is not the only sign of it. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...props}
      className={cn(
        'rounded-sm font-medium text-ink underline decoration-line-strong underline-offset-4 transition-colors',
        'hover:decoration-accent-strong',
        className,
      )}
    />
  )
}
