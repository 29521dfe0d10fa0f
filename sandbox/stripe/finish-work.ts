import type { Api } from './api'
import type { JournalLine } from './journal'
import type { Work } from './work'

/** Makes a set of changes durable, then sends its events and awaits its late outcomes. */
export async function finishWork(api: Api, work: Work, extra: JournalLine = []): Promise<void> {
  await api.store.commit([...work.changes.line(), ...extra])
  api.webhooks.announce(work.emitted)
  for (const id of work.postponed) api.lateOutcomes.schedule(id)
}
