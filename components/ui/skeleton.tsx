import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from './cn'

/** A grey shape where content will be; give it the size of what it stands for. Wrap several in a `SkeletonScreen`. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cn('animate-pulse rounded-control bg-line/80', className)} />
}

/** The body of a `loading.tsx`: says once, to those who cannot see shapes, that the page is loading. */
export function SkeletonScreen({ children, className }: { children: ReactNode; className?: string }) {
  const t = useTranslations('ui')
  return (
    <div role="status" aria-busy="true" className={className}>
      <span className="sr-only">{t('loading')}</span>
      {children}
    </div>
  )
}
