/** What a run is about: planted once, known to every worker. Ids are text, since it travels as JSON. */
export type World = {
  seed: number
  adminId: string
  wallets: { walletId: string; userId: string; currency: string }[]
  tariffs: { tariffId: string; currency: string; hourlyRateMicros: string }[]
}
