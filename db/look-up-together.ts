/** How long a look-up holds up those that came after it: one whose connection hangs must not stop all others. */
const PATIENCE_MS = 100

/** Looks up many at once. @returns what was found, by its key. */
type LookUpMany<Key, Found> = (keys: Key[]) => Promise<Map<Key, Found>>

type Waiting<Key, Found> = {
  key: Key
  resolve: (found: Found | undefined) => void
  reject: (error: unknown) => void
}

/**
 * Looks things up for all callers of this process. A call that comes alone is asked at once; calls that come while one is
 * under way are asked together when it ends. Nothing is kept: each is asked after its call came, so it sees whatever was
 * committed before that.
 * @returns a look-up by one key, which finds undefined where there is nothing.
 */
export function lookUpTogether<Key, Found>(
  lookUpMany: LookUpMany<Key, Found>,
): (key: Key) => Promise<Found | undefined> {
  let queue: Waiting<Key, Found>[] = []
  let isBusy = false

  async function work(): Promise<void> {
    isBusy = true
    // What is called in the same turn of the event loop is taken along.
    await Promise.resolve()
    while (queue.length > 0) {
      const batch = queue
      queue = []
      await endOrPatience(answer(batch, lookUpMany))
    }
    isBusy = false
  }

  return (key) =>
    new Promise((resolve, reject) => {
      queue.push({ key, resolve, reject })
      if (!isBusy) void work()
    })
}

async function endOrPatience(end: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS)
  })
  await Promise.race([end, patience])
  clearTimeout(timer)
}

async function answer<Key, Found>(
  batch: Waiting<Key, Found>[],
  lookUpMany: LookUpMany<Key, Found>,
): Promise<void> {
  try {
    const found = await lookUpMany([...new Set(batch.map(({ key }) => key))])
    for (const { key, resolve } of batch) resolve(found.get(key))
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}
