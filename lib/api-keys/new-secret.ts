import { env } from '../env'
import { hashSecret, makeSecret, secretPrefix } from './secret'

/** A new secret for this installation, and what is kept of it. */
export function newSecret(): { secret: string; prefix: string; hash: string } {
  const secret = makeSecret(env().HOURGLASS_SANDBOX ? 'test' : 'live')
  return { secret, prefix: secretPrefix(secret), hash: hashSecret(secret) }
}
