import { z } from 'zod'
import { appNow } from '@/db/now'
import { previewStart } from '@/lib/billing/subscriptions/preview-start'
import { answer } from '@/lib/http/answer'
import { actedForField, idField, integerField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { presentPreview, previewSchema } from '@/lib/http/present-subscription-preview'
import { writeRoute } from '@/lib/http/route'

const start = z.strictObject({
  tariff: idField,
  quantity: integerField(1, 1_000_000).default(1),
  user: actedForField,
})

/** Asks what a start would come to. It is a POST for its body; nothing is started or charged. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'subscriptions:read',
    describe: {
      id: 'previewSubscription',
      summary: 'What a start will come to',
      description: 'Nothing is started or charged.',
      tags: ['Subscriptions'],
      answers: { 200: previewSchema },
      errors: ['tariff_retired', 'conflict'],
      example: { body: { tariff: EXAMPLES.tariff, quantity: 2 } },
    },
    body: start,
    run: async ({ db, userId, input }) => {
      const { tariff: tariffId, quantity } = input
      const preview = await previewStart(db, { userId, tariffId, quantity, asOf: await appNow(db) })
      return answer(200, presentPreview(preview))
    },
  }),
})
