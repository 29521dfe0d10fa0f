import { env } from '../env'
import { AppError } from '../errors'
import { isPrivateHost } from './public-address'

const MAX_LENGTH = 2048

/** What an address has to be like, by where this installation stands. */
export type UrlRules = {
  /** Plain http is for the sandbox alone. */
  allowHttp: boolean
  /** Whether requests may go into this machine's own networks. */
  allowPrivateNetworks: boolean
}

/** The rules of this installation. */
export function urlRules(): UrlRules {
  const { HOURGLASS_SANDBOX, HOURGLASS_PUBLIC_SANDBOX, WEBHOOK_ALLOW_PRIVATE_NETWORKS } = env()
  return {
    allowHttp: HOURGLASS_SANDBOX,
    // A sandbox that strangers can sign up to is no reason to let them into the machine it runs on.
    allowPrivateNetworks: WEBHOOK_ALLOW_PRIVATE_NETWORKS ?? (HOURGLASS_SANDBOX && !HOURGLASS_PUBLIC_SANDBOX),
  }
}

/**
 * Reads an address that webhooks are to be sent to. What its name will mean is looked at when it is connected to; an
 * address in figures is refused here already.
 * @returns it as it will be called.
 * @throws AppError `invalid_request` naming `url`.
 */
export function checkUrl(text: string, { allowHttp, allowPrivateNetworks } = urlRules()): string {
  const url = URL.canParse(text) && text.length <= MAX_LENGTH ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw refused(
      `Send an address such as https://example.com/webhooks, of at most ${MAX_LENGTH} characters.`,
    )
  }
  if (url.protocol === 'http:' && !allowHttp) throw refused('The address must begin with https://.')
  if (url.username !== '' || url.password !== '') {
    throw refused('The address may not contain a user name or a password.')
  }
  if (url.hash !== '') throw refused('The address may not have a part after #: no server would see it.')
  if (!allowPrivateNetworks && isPrivateHost(url.hostname)) {
    throw refused('The address lies in a private network.')
  }
  return url.href
}

function refused(message: string): AppError {
  return new AppError('invalid_request', message, { field: 'url' })
}
