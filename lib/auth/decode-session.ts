import { decode, type JWT, type JWTDecodeParams } from 'next-auth/jwt'
import { env } from '@/lib/env'

/**
 * Opens a session's token with whichever secret of AUTH_SECRET it was made by, so that replacing the secret signs
 * nobody out. @throws if it was made by none of them, as next-auth's own `decode`.
 */
export async function decodeSession(params: JWTDecodeParams): Promise<JWT | null> {
  const [current, ...old] = env().AUTH_SECRET
  for (const secret of old) {
    const session = await decode({ ...params, secret }).catch(() => null)
    if (session) return session
  }
  return decode({ ...params, secret: current })
}
