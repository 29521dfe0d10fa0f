import type { WebhookActor } from '@/lib/webhooks/webhook-endpoint'
import type { Caller } from './caller'

/** For whom a call sees and changes webhook endpoints: the user it acts for and, for operators, the installation. */
export function webhookCaller({ caller, userId }: { caller: Caller; userId: string }): WebhookActor {
  return { userId, isOperator: caller.operator, actor: caller.actor }
}
