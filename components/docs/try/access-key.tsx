'use client'

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

type AccessKey = { key: string; setKey: (key: string) => void }

const Context = createContext<AccessKey>({ key: '', setKey: () => {} })

/** Keeps the key that calls are tried with, for all pages of the documentation and no longer than they are open. */
export function AccessKeyProvider({ children }: { children: ReactNode }) {
  const [key, setKey] = useState('')
  const value = useMemo(() => ({ key, setKey }), [key])
  return <Context value={value}>{children}</Context>
}

/** The key that calls are tried with. */
export function useAccessKey(): AccessKey {
  return useContext(Context)
}
