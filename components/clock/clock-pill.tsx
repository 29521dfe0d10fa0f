'use client'

import { CirclePause, Timer } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useRef, useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { ClockAnswer, ClockWish } from '@/app/_clock/move-clock-action'
import { ClockMenu } from './clock-menu'
import { ClockStep } from './clock-step'
import { SetClockDialog } from './set-clock-dialog'
import { useTicking } from './use-ticking'

type ClockPillProps = {
  /** What the clock showed when the page was made, an ISO instant. */
  now: string
  frozen: boolean
  move: (wish: ClockWish) => Promise<ClockAnswer>
}

/** The test clock of the sandbox: what time it is for the money, and the means to let time pass. */
export function ClockPill({ now, frozen, move }: ClockPillProps) {
  const t = useTranslations('clock')
  const format = useFormatter()
  const time = useTicking(now, frozen)
  const [moving, start] = useTransition()
  const [wished, setWished] = useState<string>()
  const [isSetting, setIsSetting] = useState(false)
  const lastToast = useRef<string | number>(undefined)

  /** Takes away what the clock said last: it is not so any more, and toasts would cover its menu. */
  function hush() {
    if (lastToast.current !== undefined) toast.dismiss(lastToast.current)
  }

  /** @param key which control was pressed, so that it shows the progress. */
  function ask(wish: ClockWish, key: string) {
    hush()
    setWished(key)
    start(async () => {
      const answer = await move(wish).catch(() => ({ ok: false as const, message: t('unreachable') }))
      lastToast.current = answer.ok
        ? toast.success(answer.title, { description: answer.text })
        : toast.error(answer.message)
    })
  }

  const Icon = frozen ? CirclePause : Timer
  return (
    <section
      aria-label={t('label')}
      aria-busy={moving}
      data-sandbox-clock=""
      className="clock-place fixed right-3 z-30 flex h-9 items-center gap-0.5 rounded-full border border-line-strong bg-raised pr-1 pl-3 text-xs text-muted shadow-pop sm:right-5 print:hidden"
    >
      <Icon aria-hidden="true" className="size-3.5 shrink-0 text-accent" />
      {frozen && <span className="sr-only">{t('frozen')}</span>}
      <time
        dateTime={time.toISOString()}
        title={t('label')}
        className="mr-1.5 ml-1.5 font-medium whitespace-nowrap text-ink tabular-nums"
      >
        {format.dateTime(time, 'short')}
      </time>
      <ClockStep
        label={t('hour')}
        short={t('hourShort')}
        busy={moving && wished === 'hour'}
        disabled={moving}
        onPress={() => ask({ do: 'advance', hours: 1 }, 'hour')}
      />
      <ClockStep
        label={t('day')}
        short={t('dayShort')}
        busy={moving && wished === 'day'}
        disabled={moving}
        onPress={() => ask({ do: 'advance', hours: 24 }, 'day')}
      />
      <ClockMenu
        frozen={frozen}
        busy={moving && wished === 'menu'}
        disabled={moving}
        onOpen={hush}
        onFreeze={() => ask({ do: 'freeze' }, 'menu')}
        onRun={() => ask({ do: 'run' }, 'menu')}
        onSet={() => setIsSetting(true)}
      />
      <span role="status" className="sr-only">
        {moving ? t('moving') : ''}
      </span>
      <SetClockDialog
        open={isSetting}
        onOpenChange={setIsSetting}
        now={time}
        onSet={(instant) => ask({ do: 'set', instant }, 'menu')}
      />
    </section>
  )
}
