import { isLoopbackHost, isLoopbackUrl } from './is-loopback'

const HOW_TO_OPEN =
  'set the keys of Stripe for real money, or HOURGLASS_PUBLIC_SANDBOX=1 if strangers may play with the demo'

/**
 * The sandbox has an admin whose password is public. It is for this machine alone, unless the operator says in so
 * many words that others may come in.
 * @returns a sentence for each variable that would let them.
 */
export function refusePublicSandbox(
  { HOST, APP_URL }: { HOST: string; APP_URL: string | undefined },
  permission: string | undefined,
): string[] {
  if (permission?.trim() === '1') return []
  const opening = [
    !isLoopbackHost(HOST) && 'HOST',
    APP_URL !== undefined && !isLoopbackUrl(APP_URL) && 'APP_URL',
  ]
  return opening
    .filter((name) => name !== false)
    .map((name) => `${name} is refused: it would open the sandbox to other machines; ${HOW_TO_OPEN}.`)
}
