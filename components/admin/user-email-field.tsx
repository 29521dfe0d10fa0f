import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { CONTROL_CLASS, CONTROL_LINE_CLASS } from '@/components/ui/control-class'

/** Narrows a list down to one user, by the whole address; as the field `user` of a form. */
export function UserEmailField({ email }: { email: string }) {
  const t = useTranslations('adminTransactions')
  return (
    <label className="col-span-2 flex min-w-0 flex-col gap-1.5 text-sm font-medium sm:w-60">
      {t('userLabel')}
      <input
        // Not of the type `email`: a browser would refuse to send what it takes for a slip.
        type="text"
        inputMode="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        name="user"
        defaultValue={email}
        key={email}
        maxLength={254}
        className={cn(CONTROL_CLASS, CONTROL_LINE_CLASS, 'font-normal')}
      />
    </label>
  )
}
