import { cn } from '@/components/ui/cn'
import styles from './draining-amount.module.css'

/** Any amount of the right shape: only its parts are used, the digits come from the style sheet. */
const SHAPE = { style: 'currency', currency: 'RUB', currencyDisplay: 'narrowSymbol' } as const

/** A balance that falls at the true speed of 150 roubles an hour, by CSS alone. */
export function DrainingAmount({ locale }: { locale: string }) {
  const parts = new Intl.NumberFormat(locale, SHAPE).formatToParts(412.99)
  return (
    <p
      className={cn(
        styles.meter,
        'mt-2 flex items-baseline text-[2.125rem]/10 font-semibold tracking-[-0.03em] whitespace-pre tabular-nums sm:text-[2.75rem]/12',
      )}
    >
      {parts.map((part) => {
        if (part.type === 'integer') return <span key={part.type} className={styles.units} />
        if (part.type === 'fraction') {
          return (
            <span key={part.type} className="flex items-baseline">
              <span className={styles.hundredths} />
              <span
                className={cn(
                  styles.carry,
                  'ml-[0.06em] text-[0.46em] font-medium tracking-normal text-subtle',
                )}
              />
            </span>
          )
        }
        return <span key={part.type}>{part.value}</span>
      })}
    </p>
  )
}
