import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { CopyButton } from './copy-button'

type CodeBlockProps = {
  /** The text as it is copied, and shown unless `children` show it with more colour. */
  code: string
  /** What it is: “Request”, “Terminal”. */
  label?: ReactNode
  children?: ReactNode
  className?: string
}

/** Code to read and to copy; long lines scroll inside. */
export function CodeBlock({ code, label, children, className }: CodeBlockProps) {
  const t = useTranslations('ui')
  return (
    <figure className={cn('min-w-0 overflow-hidden rounded-card border border-line bg-sunken', className)}>
      <figcaption className="flex h-11 items-center justify-between border-b border-line pr-1.5 pl-4 text-xs font-medium text-muted">
        {label ?? <span className="sr-only">{t('code')}</span>}
        <CopyButton text={code} className="ml-auto" />
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
        tabIndex={0}
        className="overflow-x-auto p-4 font-mono text-[0.8125rem]/6 text-ink -outline-offset-2"
      >
        <code>{children ?? code}</code>
      </pre>
    </figure>
  )
}
