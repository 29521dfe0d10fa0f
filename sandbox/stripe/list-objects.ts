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

/** The parameters of every list. */
export const LIST_PARAMS = {
  ...EXPAND,
  limit: integer(),
  starting_after: string(),
  ending_before: string(),
  created,
} satisfies Params

/** A page of a list, as the API answers it. */
export interface Page<T> {
  object: 'list'
  data: T[]
  has_more: boolean
  url: string
}

/**
 * One page, newest first.
 * @param oldestFirst all objects that the list is about, before `created` and the cursors
 */
export function listObjects<T extends { id: string; created: number }>(
  what: string,
  url: string,
  oldestFirst: T[],
  params: Read<typeof LIST_PARAMS>,
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
  const items = oldestFirst
    .filter(
      ({ created: at }) =>
        at > (range.gt ?? -Infinity) &&
        at >= (range.gte ?? -Infinity) &&
        at < (range.lt ?? Infinity) &&
        at <= (range.lte ?? Infinity),
    )
    .reverse()
  const indexOf = (id: string, param: string) => {
    const index = items.findIndex((item) => item.id === id)
    if (index === -1) throw noSuch(what, id, param)
    return index
  }
  if (before) {
    const end = indexOf(before, 'ending_before')
    const start = Math.max(0, end - limit)
    return { object: 'list', data: items.slice(start, end), has_more: start > 0, url }
  }
  const start = after ? indexOf(after, 'starting_after') + 1 : 0
  const data = items.slice(start, start + limit)
  return { object: 'list', data, has_more: start + limit < items.length, url }
}
