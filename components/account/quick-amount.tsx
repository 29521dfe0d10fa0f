import type { MouseEvent, ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { cn } from '@/components/ui/cn'

type QuickAmountProps = { href: string; isChosen: boolean; onChoose: () => void; children: ReactNode }

/** An amount to pick with one press. A link, so that without scripts it opens the form with that amount. */
export function QuickAmount({ href, isChosen, onChoose, children }: QuickAmountProps) {
  function choose(event: MouseEvent) {
    event.preventDefault()
    onChoose()
  }
  return (
    <a
      href={href}
      onClick={choose}
      aria-current={isChosen || undefined}
      className={cn(
        buttonClass({ variant: 'secondary', size: 'sm', className: 'rounded-full tabular-nums' }),
        isChosen && 'border-accent-strong bg-accent-soft text-accent hover:bg-accent-soft',
      )}
    >
      {children}
    </a>
  )
}
