/**
 * Who may call the jobs through /api/inngest: an Inngest whose calls are signed, in the sandbox also one whose calls
 * are not (its development server), or nobody.
 */
export type JobsAccess = 'signed' | 'unsigned' | 'closed'

/** Decides by the environment. Real money never depends on an unsigned call, whatever INNGEST_DEV says. */
export function jobsAccess(variables: Record<string, string | undefined>): JobsAccess {
  const isSandbox = variables.HOURGLASS_SANDBOX === '1'
  if (isSandbox && asksForInngestDev(variables.INNGEST_DEV)) return 'unsigned'
  return variables.INNGEST_SIGNING_KEY?.trim() ? 'signed' : 'closed'
}

/** Whether INNGEST_DEV asks for the development server: a yes or its address. Every spelling of no is a no. */
export function asksForInngestDev(value = ''): boolean {
  return !/^(0|false|off|no|n|f)?$/i.test(value.trim())
}

/** Whether there is an Inngest that takes events: the sandbox's development server, or one whose event key we have. */
export function takesEvents(variables: Record<string, string | undefined>): boolean {
  return jobsAccess(variables) === 'unsigned' || Boolean(variables.INNGEST_EVENT_KEY?.trim())
}
