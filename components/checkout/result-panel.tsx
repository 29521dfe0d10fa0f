import { CircleAlert, CircleCheck, CircleSlash, Clock, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { Spinner } from '@/components/ui/spinner'
import { TONE_SOFT, type Tone } from '@/components/ui/tone'
import type { PaymentOutcome } from './payment-outcome'

const LOOKS = {
  succeeded: { tone: 'positive', icon: <CircleCheck /> },
  processing: { tone: 'info', icon: <Spinner /> },
  declined: { tone: 'danger', icon: <CircleAlert /> },
  review: { tone: 'warning', icon: <Search /> },
  canceling: { tone: 'neutral', icon: <Spinner /> },
  canceled: { tone: 'neutral', icon: <CircleSlash /> },
  expired: { tone: 'neutral', icon: <Clock /> },
  failed: { tone: 'danger', icon: <CircleAlert /> },
} satisfies Record<Exclude<PaymentOutcome, 'unpaid'>, { tone: Tone; icon: ReactNode }>

type ResultPanelProps = {
  outcome: keyof typeof LOOKS
  title: ReactNode
  text: ReactNode
  children?: ReactNode
  actions: ReactNode
}

/** How a payment went: a sign, one sentence, the facts and the way on. */
export function ResultPanel({ outcome, title, text, children, actions }: ResultPanelProps) {
  const { tone, icon } = LOOKS[outcome]
  return (
    <div className="mx-auto w-full max-w-md">
      <div className="rounded-card border border-line bg-surface p-6 shadow-card sm:p-8">
        <div
          aria-hidden="true"
          className={cn(
            'grid size-12 place-items-center rounded-full border [&_svg]:size-6',
            TONE_SOFT[tone],
          )}
        >
          {icon}
        </div>
        <div role="status">
          <h1 className="mt-5 text-2xl/8 font-semibold tracking-[-0.02em]">{title}</h1>
          <p className="mt-1.5 text-[0.9375rem]/6 text-muted">{text}</p>
        </div>
        {children}
        <div className="mt-7 flex flex-wrap gap-2 max-sm:flex-col">{actions}</div>
      </div>
    </div>
  )
}
