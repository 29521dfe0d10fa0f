'use client'

import { ChevronsUpDown, LogOut, Settings } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu'
import type { NavEntry } from './nav-entry'
import { PATHS } from './paths'
import { PreferenceChoices } from './preference-choices'
import type { ShellUser } from './shell-user'

type UserMenuProps = {
  user: ShellUser
  /** Ends the session and leads away. */
  signOutAction: () => Promise<void>
  /** `avatar` for a phone's top bar, `row` for the foot of the sidebar. */
  look: 'avatar' | 'row'
  /** Destinations that a phone's bar has no room for. */
  links?: readonly NavEntry[]
}

/** Who is signed in, their language and theme, and the way out. */
export function UserMenu({ user, signOutAction, look, links = [] }: UserMenuProps) {
  const t = useTranslations('shell')
  const [leaving, leave] = useTransition()
  const name = user.name || user.email
  const avatar = (
    <span
      aria-hidden="true"
      className="grid size-7 shrink-0 place-items-center rounded-full border border-accent-line bg-accent-soft text-xs font-semibold text-accent uppercase"
    >
      {[...name][0]}
    </span>
  )
  const trigger =
    look === 'avatar' ? (
      <Button variant="ghost" size="icon" aria-label={t('userMenu', { name })}>
        {avatar}
      </Button>
    ) : (
      <Button
        variant="ghost"
        className="h-auto w-full justify-start gap-2.5 px-2 py-2 text-left sm:h-auto sm:px-2"
      >
        {avatar}
        <span className="min-w-0 flex-1 truncate text-ink">{name}</span>
        <ChevronsUpDown aria-hidden="true" className="text-subtle" />
      </Button>
    )

  return (
    <Menu
      trigger={trigger}
      align={look === 'row' ? 'start' : 'end'}
      side={look === 'row' ? 'top' : 'bottom'}
      className="w-60"
    >
      <div className="px-2.5 py-2 text-sm">
        <p className="text-xs text-subtle">{t('signedInAs')}</p>
        <p className="truncate font-medium">{user.email}</p>
      </div>
      <MenuSeparator />
      <PreferenceChoices />
      <MenuSeparator />
      {links.map((link) => (
        <MenuLink key={link.href} href={link.href} icon={link.icon}>
          {link.label}
        </MenuLink>
      ))}
      <MenuLink href={PATHS.settings} icon={<Settings aria-hidden="true" />}>
        {t('settings')}
      </MenuLink>
      <MenuItem onSelect={() => leave(signOutAction)} disabled={leaving} icon={<LogOut aria-hidden="true" />}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  )
}
