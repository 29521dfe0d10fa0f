import { cn } from '@/components/ui/cn'
import styles from './sand-glass.module.css'

const GLASS =
  'M32 16V40C32 60 57.5 64 57.5 80C57.5 96 32 100 32 120V144H88V120C88 100 62.5 96 62.5 80C62.5 64 88 60 88 40V16Z'

/** An hourglass whose sand runs. Decorative. */
export function SandGlass({ className }: { className?: string }) {
  return (
    <svg viewBox="20 4 80 152" fill="none" aria-hidden="true" className={cn('text-ink', className)}>
      <clipPath id="sand-glass">
        <path d={GLASS} />
      </clipPath>
      <path d={GLASS} className="fill-sunken" />
      <g clipPath="url(#sand-glass)" className="fill-accent-strong">
        <path className={styles.upper} d="M20 44C38 47 47 51 60 51S82 47 100 44V80H20Z" />
        <path className={styles.lower} d="M20 150V138C40 136 50 121 60 121S80 136 100 138V150Z" />
        <path
          className={cn(styles.stream, 'stroke-accent-strong')}
          d="M60 74V128"
          strokeWidth="2"
          strokeDasharray="7 5"
          strokeLinecap="round"
        />
      </g>
      <g stroke="currentColor" strokeWidth="3.5" strokeLinecap="round" strokeLinejoin="round">
        <path d={GLASS} />
        <path d="M25 16H95M25 144H95" />
      </g>
    </svg>
  )
}
