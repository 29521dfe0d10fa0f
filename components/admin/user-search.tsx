import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { PATHS } from '@/components/shell/paths'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { LinkButton } from '@/components/ui/link-button'

/** Finds users by a part of their e-mail address; a plain form that works without a script. */
export function UserSearch({ search }: { search: string }) {
  const t = useTranslations('adminUsers')
  return (
    <search>
      <form action={PATHS.adminUsers} className="mb-5 flex gap-2">
        <span className="relative block min-w-0 flex-1 sm:max-w-xs">
          <Search
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 left-3 z-1 size-4 -translate-y-1/2 text-subtle"
          />
          <Input
            key={search}
            type="search"
            name="q"
            defaultValue={search}
            placeholder={t('searchPlaceholder')}
            aria-label={t('searchLabel')}
            className="pl-9"
          />
        </span>
        <Button type="submit" variant="secondary" className="h-11 sm:h-9.5">
          {t('search')}
        </Button>
        {search !== '' && (
          <LinkButton href={PATHS.adminUsers} variant="ghost" className="h-11 sm:h-9.5">
            {t('clear')}
          </LinkButton>
        )}
      </form>
    </search>
  )
}
