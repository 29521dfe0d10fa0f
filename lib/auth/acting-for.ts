import { z } from 'zod'
import { AppError } from '../errors'
import type { Actor } from './actor'

/**
 * Whose documents are read: one's own, or those of whom an admin names.
 * @throws AppError `not_found` if anyone else names somebody, or an admin what is no id: there is nothing to see.
 */
export function actingFor(actor: Actor, named: string | undefined): string {
  if (named === undefined || named === actor.userId) return actor.userId
  if (actor.role !== 'admin' || !z.guid().safeParse(named).success)
    throw new AppError('not_found', 'There is no such user.')
  return named
}
