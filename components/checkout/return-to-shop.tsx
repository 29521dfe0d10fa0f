'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'

const WAIT_SECONDS = 8

type ReturnToShopProps = { href: string; host: string }

/** Leads back to where the payer came from: by itself after some seconds, unless they choose to stay. */
export function ReturnToShop({ href, host }: ReturnToShopProps) {
  const t = useTranslations('pay')
  const [left, setLeft] = useState(WAIT_SECONDS)
  const [stays, setStays] = useState(false)

  useEffect(() => {
    if (stays) return
    if (left === 0) {
      // The way back does not come through here again.
      window.location.replace(href)
      return
    }
    const timer = setTimeout(() => setLeft(left - 1), 1_000)
    return () => clearTimeout(timer)
  }, [href, left, stays])

  return (
    <div className="flex w-full flex-col gap-3">
      <a href={href} className={buttonClass({ size: 'lg', className: 'w-full' })}>
        {t('returnTo', { host })}
      </a>
      {!stays && (
        <p className="flex items-center justify-center gap-1 text-sm text-muted tabular-nums">
          {t('returnsIn', { seconds: left })}
          <Button variant="ghost" size="sm" onClick={() => setStays(true)}>
            {t('stay')}
          </Button>
        </p>
      )}
    </div>
  )
}
