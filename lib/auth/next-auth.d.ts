import type { SignedInAs } from './find-signed-in-user'

declare module 'next-auth' {
  /** What the cookie says; whether it still counts is for the database to say. */
  interface Session {
    claims: Partial<SignedInAs>
  }

  /** What the credentials provider hands to the token. */
  interface User {
    id: string
    sessionVersion: number
  }
}

declare module 'next-auth/jwt' {
  interface JWT extends Partial<SignedInAs> {}
}
