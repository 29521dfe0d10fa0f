import type { Routes } from '@/lib/http/openapi/build-document'
import * as adjustment from './adjustment/route'
import * as auditLog from './audit-log/route'
import * as autoTopUp from './auto-top-up/route'
import * as balance from './balance/route'
import * as billingRunById from './billing-runs/[id]/route'
import * as billingRuns from './billing-runs/route'
import * as bonus from './bonus/route'
import * as cardById from './cards/[id]/route'
import * as cards from './cards/route'
import * as charge from './charge/route'
import * as events from './events/route'
import * as holdCapture from './holds/[id]/capture/route'
import * as holdRelease from './holds/[id]/release/route'
import * as holdById from './holds/[id]/route'
import * as holds from './holds/route'
import * as keyRotation from './keys/[id]/rotate/route'
import * as keyById from './keys/[id]/route'
import * as keys from './keys/route'
import * as paymentCancel from './payment/[id]/cancel/route'
import * as paymentReceipt from './payment/[id]/receipt/route'
import * as paymentRefund from './payment/[id]/refund/route'
import * as paymentRefunds from './payment/[id]/refunds/route'
import * as paymentById from './payment/[id]/route'
import * as payment from './payment/route'
import * as recurringTurns from './recurring-payments/[id]/payments/route'
import * as recurringPaymentById from './recurring-payments/[id]/route'
import * as recurringPayments from './recurring-payments/route'
import * as statementByMonth from './statements/[month]/route'
import * as statements from './statements/route'
import * as subscriptionHistory from './subscriptions/[id]/history/route'
import * as subscriptionChangePreview from './subscriptions/[id]/preview/route'
import * as subscriptionResume from './subscriptions/[id]/resume/route'
import * as subscriptionById from './subscriptions/[id]/route'
import * as subscriptionPreview from './subscriptions/preview/route'
import * as subscriptions from './subscriptions/route'
import * as tariffPrices from './tariffs/[id]/prices/route'
import * as tariffById from './tariffs/[id]/route'
import * as tariffs from './tariffs/route'
import * as token from './token/route'
import * as transactions from './transactions/route'
import * as userById from './users/[id]/route'
import * as users from './users/route'
import * as webhookReplay from './webhook-endpoints/[id]/deliveries/[deliveryId]/replay/route'
import * as webhookDeliveries from './webhook-endpoints/[id]/deliveries/route'
import * as webhookEventReplay from './webhook-endpoints/[id]/replay/route'
import * as webhookRotation from './webhook-endpoints/[id]/rotate-secret/route'
import * as webhookById from './webhook-endpoints/[id]/route'
import * as webhookTest from './webhook-endpoints/[id]/test/route'
import * as webhooks from './webhook-endpoints/route'

/** Every path of the API but the one of its document, in the order in which the document tells of them. */
export const ALL_ROUTES: Routes = {
  '/users': users,
  '/token': token,
  '/keys': keys,
  '/keys/{id}': keyById,
  '/keys/{id}/rotate': keyRotation,
  '/balance': balance,
  '/transactions': transactions,
  '/statements': statements,
  '/statements/{month}': statementByMonth,
  '/payment': payment,
  '/payment/{id}': paymentById,
  '/payment/{id}/cancel': paymentCancel,
  '/payment/{id}/receipt': paymentReceipt,
  '/payment/{id}/refund': paymentRefund,
  '/payment/{id}/refunds': paymentRefunds,
  '/cards': cards,
  '/cards/{id}': cardById,
  '/auto-top-up': autoTopUp,
  '/recurring-payments': recurringPayments,
  '/recurring-payments/{id}': recurringPaymentById,
  '/recurring-payments/{id}/payments': recurringTurns,
  '/charge': charge,
  '/holds': holds,
  '/holds/{id}': holdById,
  '/holds/{id}/capture': holdCapture,
  '/holds/{id}/release': holdRelease,
  '/tariffs': tariffs,
  '/tariffs/{id}': tariffById,
  '/tariffs/{id}/prices': tariffPrices,
  '/subscriptions': subscriptions,
  '/subscriptions/preview': subscriptionPreview,
  '/subscriptions/{id}': subscriptionById,
  '/subscriptions/{id}/preview': subscriptionChangePreview,
  '/subscriptions/{id}/resume': subscriptionResume,
  '/subscriptions/{id}/history': subscriptionHistory,
  '/events': events,
  '/webhook-endpoints': webhooks,
  '/webhook-endpoints/{id}': webhookById,
  '/webhook-endpoints/{id}/rotate-secret': webhookRotation,
  '/webhook-endpoints/{id}/test': webhookTest,
  '/webhook-endpoints/{id}/replay': webhookEventReplay,
  '/webhook-endpoints/{id}/deliveries': webhookDeliveries,
  '/webhook-endpoints/{id}/deliveries/{deliveryId}/replay': webhookReplay,
  '/users/{id}': userById,
  '/bonus': bonus,
  '/adjustment': adjustment,
  '/billing-runs': billingRuns,
  '/billing-runs/{id}': billingRunById,
  '/audit-log': auditLog,
}
