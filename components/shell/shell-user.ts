/** What the shells show of the person who is signed in. */
export type ShellUser = { email: string; name?: string | null; isAdmin: boolean }
