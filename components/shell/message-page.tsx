import type { ReactNode } from 'react'
import { Mark } from '@/components/brand/mark'
import { MAIN_ID } from './skip-link'

type MessagePageProps = { title: string; text: string; detail?: ReactNode; action: ReactNode }

/** A page that has one thing to say: not found, failed. */
export function MessagePage({ title, text, detail, action }: MessagePageProps) {
  return (
    <main id={MAIN_ID} className="mx-auto flex min-h-[70dvh] max-w-md flex-col justify-center px-6 py-16">
      <Mark className="-ml-1.5 size-9 text-ink" />
      <h1 className="mt-6 text-2xl/8 font-semibold tracking-[-0.02em]">{title}</h1>
      <p className="mt-2 text-[0.9375rem]/6 text-muted">{text}</p>
      {detail && <p className="mt-3 font-mono text-xs text-subtle">{detail}</p>}
      <div className="mt-7 flex flex-wrap gap-2">{action}</div>
    </main>
  )
}
