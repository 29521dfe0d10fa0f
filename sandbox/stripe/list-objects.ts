import { hash, integer, list, type Params, type Read, string } from './params'
import { invalidRequest, noSuch } from './stripe-error'

/** Which properties to answer as objects instead of ids. */
export const EXPAND = { expand: list(string()) } satisfies Params

/** A moment, or a range of moments, in seconds. */
const created = {
  read: (raw: Parameters<ReturnType<typeof integer>['read']>[0], name: string) => {
    if (typeof raw === 'string') return { gte: integer().read(raw, name), lte: integer().read(raw, name) }
    return hash({ gt: integer(), gte: integer(), lt: integer(), lte: integer() }).read(raw, name)
  },
}

/** The parameters by which every list is read in pages. */
export const PAGE_PARAMS = {
  ...EXPAND,
  limit: integer(),
  starting_after: string(),
  ending_before: string(),
} satisfies Params

/** The parameters of a list that can also be asked for by time. */
export const LIST_PARAMS = { ...PAGE_PARAMS, created } satisfies Params

/** Whether an object has the values that parameters of the same names ask for. */
export function hasAsked<T extends object>(
  params: { [name in keyof T]?: unknown },
  ...names: (keyof T)[]
): (object: T) => boolean {
  return (object) => names.every((name) => params[name] === undefined || object[name] === params[name])
}

/** A page of a list, as the API answers it. */
export interface Page<T> {
  object: 'list'
  data: T[]
  has_more: boolean
  url: string
}

/**
 * One page, newest first.
 * @param oldestFirst all objects of their kind
 * @param matches which of them the list is about. An object that no longer does is still a cursor: an event
 *   can be delivered while a list of undelivered ones is read.
 */
export function listObjects<T extends { id: string; created: number }>(
  what: string,
  url: string,
  oldestFirst: T[],
  params: Read<typeof LIST_PARAMS>,
  matches: (object: T) => boolean = () => true,
): Page<T> {
  const limit = params.limit ?? 10
  if (limit < 1 || limit > 100) {
    const bound = limit < 1 ? 'greater than or equal to 1' : 'less than or equal to 100'
    throw invalidRequest(`This value must be ${bound}.`, 'limit', 'parameter_invalid_integer')
  }
  const { starting_after: after, ending_before: before } = params
  if (after && before) {
    throw invalidRequest(
      'You may only specify one of these parameters: starting_after, ending_before.',
      'starting_after',
      'parameters_exclusive',
    )
  }
  const range = params.created ?? {}
  const isListed = (object: T) =>
    object.created > (range.gt ?? -Infinity) &&
    object.created >= (range.gte ?? -Infinity) &&
    object.created < (range.lt ?? Infinity) &&
    object.created <= (range.lte ?? Infinity) &&
    matches(object)
  const newestFirst = oldestFirst.toReversed()
  const indexOf = (id: string, param: string) => {
    const index = newestFirst.findIndex((item) => item.id === id)
    if (index === -1) throw noSuch(what, id, param)
    return index
  }
  if (before) {
    const items = newestFirst.slice(0, indexOf(before, 'ending_before')).filter(isListed)
    return { object: 'list', data: items.slice(-limit), has_more: items.length > limit, url }
  }
  const items = newestFirst.slice(after ? indexOf(after, 'starting_after') + 1 : 0).filter(isListed)
  return { object: 'list', data: items.slice(0, limit), has_more: items.length > limit, url }
}
