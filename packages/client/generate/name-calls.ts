import { assert } from '@/lib/errors'

/** Where a call is found in the client: `client.payments.create`. */
export type CallName = { resource: string; method: string }

/** An operation by its id (`createPayment`) and its path (`/payment/{id}/refund`). */
export type NamedOperation = { id: string; path: string }

/**
 * Names every call after its operation id: what stands under one path is one resource, and what the id says beyond the
 * resource is the method. `createPayment` is `payments.create`, `listWebhookDeliveries` is
 * `webhookEndpoints.listDeliveries`. So a new operation is in the client without being told of.
 * @throws Error if two operations would have one name.
 */
export function nameCalls(operations: readonly NamedOperation[]): Map<string, CallName> {
  const nouns = new Map<string, string[]>()
  for (const operation of operations) {
    const root = rootOf(operation)
    if (!nouns.has(root)) nouns.set(root, nounOf(operations.filter((one) => rootOf(one) === root)))
  }
  const names = new Map<string, CallName>()
  for (const operation of operations) {
    const noun = nouns.get(rootOf(operation)) ?? []
    const name = { resource: camelCase(noun), method: methodOf(operation.id, noun) }
    const isTaken = [...names.values()].some(
      (one) => one.resource === name.resource && one.method === name.method,
    )
    assert(!isTaken, `${operation.id} and another operation would both be ${name.resource}.${name.method}`)
    names.set(operation.id, name)
  }
  return names
}

function rootOf({ path }: NamedOperation): string {
  return path.split('/')[1] ?? ''
}

/** What a group is about, in the plural unless there is one alone: as its list calls it, or else what is read or made. */
function nounOf(group: NamedOperation[]): string[] {
  const atRoot = group.filter((one) => one.path === `/${rootOf(one)}`)
  const find = (verb: string) => atRoot.map(({ id }) => wordsOf(id)).find(([first]) => first === verb)
  const known = find('list') ?? find('get')
  if (known) return known.slice(1)
  const [, ...made] = wordsOf((atRoot[0] ?? group[0])?.id ?? '')
  return [...made.slice(0, -1), plural(made.at(-1) ?? '')]
}

function methodOf(id: string, noun: readonly string[]): string {
  const [verb = '', ...rest] = wordsOf(id)
  const isSaid = (word: string, at: number) => noun[at] === word || noun[at] === plural(word)
  const end = rest.findIndex((word, at) => !isSaid(word, at))
  return camelCase([verb, ...(end === -1 ? [] : rest.slice(end))])
}

function wordsOf(id: string): string[] {
  return id.split(/(?=[A-Z])/)
}

function camelCase(words: readonly string[]): string {
  const [first = '', ...rest] = words
  return [first.toLowerCase(), ...rest].join('')
}

function plural(word: string): string {
  if (/(s|x|ch|sh)$/.test(word)) return `${word}es`
  return /[^aeiou]y$/.test(word) ? word.replace(/y$/, 'ies') : `${word}s`
}
