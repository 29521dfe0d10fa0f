import { AppError } from '@/lib/errors'
import { boundary } from '@/lib/http/boundary'

const unknownPath = boundary(async () => {
  throw new AppError('not_found', 'There is no such call.')
})

export {
  unknownPath as DELETE,
  unknownPath as GET,
  unknownPath as PATCH,
  unknownPath as POST,
  unknownPath as PUT,
}
