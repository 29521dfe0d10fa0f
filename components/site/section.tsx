import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

type SectionProps = { id: string; title: string; lead?: string; className?: string; children: ReactNode }

/** One part of the landing page with its heading. */
export function Section({ id, title, lead, className, children }: SectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className={cn('mx-auto max-w-6xl px-4 py-16 sm:px-8 sm:py-24', className)}
    >
      <div className="max-w-2xl">
        <h2 id={`${id}-title`} className="text-[1.75rem]/9 font-semibold tracking-[-0.025em] sm:text-4xl/11">
          {title}
        </h2>
        {lead && <p className="mt-3 text-base/7 text-muted sm:text-lg/8">{lead}</p>}
      </div>
      <div className="mt-10 sm:mt-12">{children}</div>
    </section>
  )
}
