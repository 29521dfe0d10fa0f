import { answer, toResponse } from '@/lib/http/answer'
import { boundary } from '@/lib/http/boundary'
import { methods } from '@/lib/http/methods'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: boundary(async () => toResponse(answer(200, { status: 'ok' }))),
})
