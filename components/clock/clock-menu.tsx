'use client'

import { CalendarClock, CirclePause, Ellipsis, Play } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Menu, MenuItem } from '@/components/ui/menu'
import { Spinner } from '@/components/ui/spinner'

type ClockMenuProps = {
  frozen: boolean
  busy: boolean
  disabled: boolean
  onOpen: () => void
  onFreeze: () => void
  onRun: () => void
  onSet: () => void
}

/** What else the test clock can do: stand still or run, and be set. */
export function ClockMenu({ frozen, busy, disabled, onOpen, onFreeze, onRun, onSet }: ClockMenuProps) {
  const t = useTranslations('clock')
  return (
    <Menu
      side="top"
      trigger={
        <button
          type="button"
          aria-label={t('more')}
          disabled={disabled}
          onClick={onOpen}
          className="inline-flex size-7 items-center justify-center rounded-full text-muted transition-colors hover:bg-sunken hover:text-ink disabled:text-subtle dark:hover:bg-line"
        >
          {busy ? <Spinner className="size-3.5" /> : <Ellipsis aria-hidden="true" className="size-4" />}
        </button>
      }
    >
      <p className="max-w-64 px-2.5 pt-1.5 pb-2 text-xs/5 text-pretty text-muted">{t('about')}</p>
      {frozen ? (
        <MenuItem onSelect={onRun} icon={<Play aria-hidden="true" />}>
          {t('run')}
        </MenuItem>
      ) : (
        <MenuItem onSelect={onFreeze} icon={<CirclePause aria-hidden="true" />}>
          {t('freeze')}
        </MenuItem>
      )}
      <MenuItem onSelect={onSet} icon={<CalendarClock aria-hidden="true" />}>
        {t('set')}
      </MenuItem>
    </Menu>
  )
}
