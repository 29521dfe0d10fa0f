export type { CallOptions, WriteOptions } from './call.js'
export { HourglassError, type HourglassErrorCode } from './error.js'
export type { EventType } from './event.js'
export { Hourglass, type HourglassSettings } from './hourglass.js'
export type { List, Page } from './list.js'
export type { Resources } from './resources.js'
export type * from './schema.js'
export {
  verifyWebhook,
  type WebhookEvent,
  type WebhookFault,
  type WebhookHeaders,
  WebhookVerificationError,
} from './verify-webhook.js'
