// Made by `npm run client:types` from the API's own document. Do not edit.

import type { CallOptions, CallTable, WriteOptions } from './call.js'
import type { List } from './list.js'
import type * as schema from './schema.js'

/** Every call of the API, grouped by what it is about. */
export interface Resources {
  users: {
    /**
     * Users, newest first.
     *
     * Scope: `operator`.
     *
     * `GET /users`
     */
    list(input?: schema.ListUsersInput, options?: CallOptions): List<schema.ListedUser>
    /**
     * Sign up.
     *
     * So many an hour from one network address; an operator's server, with its key, as many as it likes.
     *
     * `POST /users`
     */
    create(input: schema.CreateUserInput, options?: WriteOptions): Promise<schema.User>
    /**
     * One user.
     *
     * Scope: `operator`.
     *
     * `GET /users/{id}`
     */
    get(id: string, options?: CallOptions): Promise<schema.ListedUser>
    /**
     * Block, unblock or rename a user.
     *
     * Of one who is blocked no sign-in, session, token or key works; what runs goes on.
     *
     * Scope: `operator`.
     *
     * `PATCH /users/{id}`
     */
    change(id: string, input: schema.ChangeUserInput, options?: WriteOptions): Promise<schema.ListedUser>
  }
  tokens: {
    /**
     * Take an access token for a password.
     *
     * `POST /token`
     */
    create(input: schema.CreateTokenInput, options?: WriteOptions): Promise<schema.AccessToken>
  }
  keys: {
    /**
     * API keys, newest first.
     *
     * Also those that no longer work.
     *
     * Scope: `keys:read`.
     *
     * `GET /keys`
     */
    list(input?: schema.ListKeysInput, options?: CallOptions): List<schema.ApiKey>
    /**
     * Make an API key.
     *
     * A key can make keys that may do no more than itself, for no longer. Only an admin may make one with the scope `operator`.
     *
     * Scope: `keys:write`.
     *
     * `POST /keys`
     */
    create(input: schema.CreateKeyInput, options?: WriteOptions): Promise<schema.NewApiKey>
    /**
     * One API key.
     *
     * Scope: `keys:read`.
     *
     * `GET /keys/{id}`
     */
    get(id: string, input?: schema.GetKeyInput, options?: CallOptions): Promise<schema.ApiKey>
    /**
     * Revoke an API key for good.
     *
     * Both its secrets end at once. One that is revoked already stays as it was.
     *
     * Scope: `keys:write`.
     *
     * `DELETE /keys/{id}`
     */
    revoke(id: string, input?: schema.RevokeKeyInput, options?: WriteOptions): Promise<schema.ApiKey>
    /**
     * Give an API key a new secret.
     *
     * Name, scopes and expiry stay. A secret that is still in an overlap of an earlier rotation ends at once.
     *
     * Scope: `keys:write`.
     *
     * `POST /keys/{id}/rotate`
     */
    rotate(id: string, input?: schema.RotateKeyInput, options?: WriteOptions): Promise<schema.NewApiKey>
  }
  balance: {
    /**
     * What each wallet holds.
     *
     * To the millisecond, whether or not billing has run since.
     *
     * Scope: `transactions:read`.
     *
     * `GET /balance`
     */
    get(input?: schema.GetBalanceInput, options?: CallOptions): Promise<schema.GetBalanceAnswer>
  }
  transactions: {
    /**
     * The log of all movements, newest first.
     *
     * As a file with `format=csv` or `jsonl`, or by `Accept`: without `limit` and `cursor` the whole log, else a page, whose next cursor is the header `X-Next-Cursor`. An operator may ask for the log of all users with `users=all`.
     *
     * Scope: `transactions:read`.
     *
     * `GET /transactions`
     */
    list(input?: schema.ListTransactionsInput, options?: CallOptions): List<schema.Transaction>
    /** The same as a file: what `list` says of it holds here too. */
    export(
      type: 'text/csv' | 'application/x-ndjson',
      input?: Omit<schema.ListTransactionsInput, 'format'>,
      options?: CallOptions,
    ): Promise<Response>
  }
  statements: {
    /**
     * Months in which something moved, newest first.
     *
     * Scope: `transactions:read`.
     *
     * `GET /statements`
     */
    list(input?: schema.ListStatementsInput, options?: CallOptions): List<schema.StatementSummary>
    /**
     * What a month came to.
     *
     * Opening balance + totals = closing balance. With several wallets say of which `currency`. As a file with `format=csv` or `pdf`, or by `Accept`.
     *
     * Scope: `transactions:read`.
     *
     * `GET /statements/{month}`
     */
    get(month: string, input?: schema.GetStatementInput, options?: CallOptions): Promise<schema.Statement>
    /** The same as a file: what `get` says of it holds here too. */
    getFile(
      type: 'text/csv' | 'application/pdf',
      month: string,
      input?: Omit<schema.GetStatementInput, 'format'>,
      options?: CallOptions,
    ): Promise<Response>
  }
  payments: {
    /**
     * Payments, newest first.
     *
     * Scope: `payments:read`.
     *
     * `GET /payment`
     */
    list(input?: schema.ListPaymentsInput, options?: CallOptions): List<schema.Payment>
    /**
     * Ask for money.
     *
     * Send the payer to `confirmation_url`. The wallet is credited once the money is there.
     *
     * Scope: `payments:write`.
     *
     * `POST /payment`
     */
    create(input: schema.CreatePaymentInput, options?: WriteOptions): Promise<schema.Payment>
    /**
     * One payment.
     *
     * While it is pending, Stripe is asked how it stands.
     *
     * Scope: `payments:read`.
     *
     * `GET /payment/{id}`
     */
    get(id: string, input?: schema.GetPaymentInput, options?: CallOptions): Promise<schema.Payment>
    /**
     * Give an unpaid payment up.
     *
     * At Stripe first. One that was paid meanwhile is credited, and refused.
     *
     * Scope: `payments:write`.
     *
     * `POST /payment/{id}/cancel`
     */
    cancel(id: string, input?: schema.CancelPaymentInput, options?: WriteOptions): Promise<schema.Payment>
    /**
     * The receipt of a payment.
     *
     * As a PDF with `format=pdf` or by `Accept`, in the language of `lang` or of its user.
     *
     * Scope: `payments:read`.
     *
     * `GET /payment/{id}/receipt`
     */
    getReceipt(id: string, input?: schema.GetReceiptInput, options?: CallOptions): Promise<schema.Receipt>
    /** The same as a file: what `getReceipt` says of it holds here too. */
    getReceiptFile(
      type: 'application/pdf',
      id: string,
      input?: Omit<schema.GetReceiptInput, 'format'>,
      options?: CallOptions,
    ): Promise<Response>
    /**
     * Give back what was paid.
     *
     * It is taken from the wallet first. A refund that Stripe refuses is answered too, as `failed`: nothing has left then.
     *
     * Scope: `operator`.
     *
     * `POST /payment/{id}/refund`
     */
    refund(id: string, input: schema.RefundPaymentInput, options?: WriteOptions): Promise<schema.Refund>
    /**
     * What was given back of a payment, oldest first.
     *
     * An operator need not name its user.
     *
     * Scope: `payments:read`.
     *
     * `GET /payment/{id}/refunds`
     */
    listRefunds(id: string, input?: schema.ListRefundsInput, options?: CallOptions): List<schema.Refund>
  }
  cards: {
    /**
     * Saved cards.
     *
     * Scope: `payments:read`.
     *
     * `GET /cards`
     */
    list(input?: schema.ListCardsInput, options?: CallOptions): List<schema.Card>
    /**
     * Save a card.
     *
     * Send its user to `setup_url`; the card is entered there, and saved by Stripe.
     *
     * Scope: `payments:write`.
     *
     * `POST /cards`
     */
    createSetup(input: schema.CreateCardSetupInput, options?: WriteOptions): Promise<schema.CardSetup>
    /**
     * One saved card.
     *
     * Scope: `payments:read`.
     *
     * `GET /cards/{id}`
     */
    get(id: string, input?: schema.GetCardInput, options?: CallOptions): Promise<schema.Card>
    /**
     * Make a card the default.
     *
     * Scope: `payments:write`.
     *
     * `PATCH /cards/{id}`
     */
    makeDefault(id: string, input: schema.MakeCardDefaultInput, options?: WriteOptions): Promise<schema.Card>
    /**
     * Remove a card.
     *
     * For good. What is charged to it by itself stands still from then on.
     *
     * Scope: `payments:write`.
     *
     * `DELETE /cards/{id}`
     */
    remove(
      id: string,
      input?: schema.RemoveCardInput,
      options?: WriteOptions,
    ): Promise<schema.RemoveCardAnswer>
  }
  autoTopUp: {
    /**
     * How a wallet tops itself up.
     *
     * Scope: `payments:read`.
     *
     * `GET /auto-top-up`
     */
    get(input: schema.GetAutoTopUpInput, options?: CallOptions): Promise<schema.AutoTopUp>
    /**
     * Let a wallet top itself up.
     *
     * A saved card is charged `value` whenever less than `threshold` is available, up to `monthly_cap` a month.
     *
     * Scope: `payments:write`.
     *
     * `PUT /auto-top-up`
     */
    set(input: schema.SetAutoTopUpInput, options?: WriteOptions): Promise<schema.AutoTopUp>
    /**
     * Top a wallet up by hand again.
     *
     * Scope: `payments:write`.
     *
     * `DELETE /auto-top-up`
     */
    remove(input: schema.RemoveAutoTopUpInput, options?: WriteOptions): Promise<schema.RemoveAutoTopUpAnswer>
  }
  recurringPayments: {
    /**
     * Recurring payments, newest first.
     *
     * Scope: `payments:read`.
     *
     * `GET /recurring-payments`
     */
    list(input?: schema.ListRecurringPaymentsInput, options?: CallOptions): List<schema.RecurringPayment>
    /**
     * Charge a saved card every week or month.
     *
     * Scope: `payments:write`.
     *
     * `POST /recurring-payments`
     */
    create(
      input: schema.CreateRecurringPaymentInput,
      options?: WriteOptions,
    ): Promise<schema.RecurringPayment>
    /**
     * One recurring payment.
     *
     * Scope: `payments:read`.
     *
     * `GET /recurring-payments/{id}`
     */
    get(
      id: string,
      input?: schema.GetRecurringPaymentInput,
      options?: CallOptions,
    ): Promise<schema.RecurringPayment>
    /**
     * Change, pause or resume a recurring payment.
     *
     * Scope: `payments:write`.
     *
     * `PATCH /recurring-payments/{id}`
     */
    change(
      id: string,
      input: schema.ChangeRecurringPaymentInput,
      options?: WriteOptions,
    ): Promise<schema.RecurringPayment>
    /**
     * End a recurring payment.
     *
     * Scope: `payments:write`.
     *
     * `DELETE /recurring-payments/{id}`
     */
    end(
      id: string,
      input?: schema.EndRecurringPaymentInput,
      options?: WriteOptions,
    ): Promise<schema.RecurringPayment>
    /**
     * What a recurring payment came to, newest first.
     *
     * Scope: `payments:read`.
     *
     * `GET /recurring-payments/{id}/payments`
     */
    listTurns(
      id: string,
      input?: schema.ListRecurringTurnsInput,
      options?: CallOptions,
    ): List<schema.RecurringTurn>
  }
  charges: {
    /**
     * Take money from a wallet at once.
     *
     * Usage up to now is settled first. Where less is available than asked for, nothing is taken: a 402 says what there is.
     *
     * Scope: `charges:write`.
     *
     * `POST /charge`
     */
    create(input: schema.CreateChargeInput, options?: WriteOptions): Promise<schema.Transaction>
  }
  holds: {
    /**
     * Holds, newest first.
     *
     * Scope: `transactions:read`.
     *
     * `GET /holds`
     */
    list(input?: schema.ListHoldsInput, options?: CallOptions): List<schema.Hold>
    /**
     * Reserve an amount.
     *
     * Neither charges nor usage touch what is held, until it is captured, released or expires.
     *
     * Scope: `charges:write`.
     *
     * `POST /holds`
     */
    create(input: schema.CreateHoldInput, options?: WriteOptions): Promise<schema.Hold>
    /**
     * One hold.
     *
     * Scope: `transactions:read`.
     *
     * `GET /holds/{id}`
     */
    get(id: string, input?: schema.GetHoldInput, options?: CallOptions): Promise<schema.Hold>
    /**
     * Charge what is held.
     *
     * Without `value` all of it; what is left over is free again.
     *
     * Scope: `charges:write`.
     *
     * `POST /holds/{id}/capture`
     */
    capture(id: string, input?: schema.CaptureHoldInput, options?: WriteOptions): Promise<schema.Hold>
    /**
     * Give a hold up.
     *
     * Scope: `charges:write`.
     *
     * `POST /holds/{id}/release`
     */
    release(id: string, input?: schema.ReleaseHoldInput, options?: WriteOptions): Promise<schema.Hold>
  }
  tariffs: {
    /**
     * The price list.
     *
     * `GET /tariffs`
     */
    list(input?: schema.ListTariffsInput, options?: CallOptions): List<schema.Tariff>
    /**
     * Add a tariff.
     *
     * Scope: `operator`.
     *
     * `POST /tariffs`
     */
    create(input: schema.CreateTariffInput, options?: WriteOptions): Promise<schema.Tariff>
    /**
     * Retire a tariff.
     *
     * Those who subscribe keep it; nobody starts it any more.
     *
     * Scope: `operator`.
     *
     * `DELETE /tariffs/{id}`
     */
    retire(id: string, options?: WriteOptions): Promise<schema.RetiredTariff>
    /**
     * Add a dated price.
     *
     * Prices are only ever added. Subscribers for whom it is due are moved within a minute, never retroactively.
     *
     * Scope: `operator`.
     *
     * `POST /tariffs/{id}/prices`
     */
    addPrice(
      id: string,
      input: schema.AddTariffPriceInput,
      options?: WriteOptions,
    ): Promise<schema.TariffPrice>
  }
  subscriptions: {
    /**
     * Subscriptions, newest first.
     *
     * Scope: `subscriptions:read`.
     *
     * `GET /subscriptions`
     */
    list(input?: schema.ListSubscriptionsInput, options?: CallOptions): List<schema.Subscription>
    /**
     * Start a tariff.
     *
     * It is billed from this instant on, by the time it runs. It needs money in the wallet.
     *
     * Scope: `subscriptions:write`.
     *
     * `POST /subscriptions`
     */
    start(input: schema.StartSubscriptionInput, options?: WriteOptions): Promise<schema.Subscription>
    /**
     * What a start will come to.
     *
     * Nothing is started or charged.
     *
     * Scope: `subscriptions:read`.
     *
     * `POST /subscriptions/preview`
     */
    preview(
      input: schema.PreviewSubscriptionInput,
      options?: WriteOptions,
    ): Promise<schema.SubscriptionPreview>
    /**
     * One subscription.
     *
     * Scope: `subscriptions:read`.
     *
     * `GET /subscriptions/{id}`
     */
    get(id: string, input?: schema.GetSubscriptionInput, options?: CallOptions): Promise<schema.Subscription>
    /**
     * Change tariff, quantity, name or what a top-up does.
     *
     * Usage up to now is settled at the old price. While suspended it takes the new one when it resumes.
     *
     * Scope: `subscriptions:write`.
     *
     * `PATCH /subscriptions/{id}`
     */
    change(
      id: string,
      input: schema.ChangeSubscriptionInput,
      options?: WriteOptions,
    ): Promise<schema.Subscription>
    /**
     * Stop a subscription for good.
     *
     * Usage up to now is settled.
     *
     * Scope: `subscriptions:write`.
     *
     * `DELETE /subscriptions/{id}`
     */
    stop(
      id: string,
      input?: schema.StopSubscriptionInput,
      options?: WriteOptions,
    ): Promise<schema.Subscription>
    /**
     * What a change, a resumption or a stop will come to.
     *
     * Nothing is changed or charged.
     *
     * Scope: `subscriptions:read`.
     *
     * `POST /subscriptions/{id}/preview`
     */
    previewChange(
      id: string,
      input: schema.PreviewSubscriptionChangeInput,
      options?: WriteOptions,
    ): Promise<schema.SubscriptionPreview>
    /**
     * Resume a suspended subscription.
     *
     * The time it stood still is not charged. One that runs is left as it is.
     *
     * Scope: `subscriptions:write`.
     *
     * `POST /subscriptions/{id}/resume`
     */
    resume(
      id: string,
      input?: schema.ResumeSubscriptionInput,
      options?: WriteOptions,
    ): Promise<schema.Subscription>
    /**
     * What happened to a subscription, newest first.
     *
     * Scope: `subscriptions:read`.
     *
     * `GET /subscriptions/{id}/history`
     */
    listChanges(
      id: string,
      input?: schema.ListSubscriptionChangesInput,
      options?: CallOptions,
    ): List<schema.SubscriptionChange>
  }
  events: {
    /**
     * What happened, newest first.
     *
     * Scope: `transactions:read`.
     *
     * `GET /events`
     */
    list(input?: schema.ListEventsInput, options?: CallOptions): List<schema.Event>
  }
  webhookEndpoints: {
    /**
     * Webhook endpoints.
     *
     * All of them: there are at most sixteen.
     *
     * Scope: `webhooks:read`.
     *
     * `GET /webhook-endpoints`
     */
    list(input?: schema.ListWebhookEndpointsInput, options?: CallOptions): List<schema.WebhookEndpoint>
    /**
     * Have events posted to you.
     *
     * Scope: `webhooks:write`.
     *
     * `POST /webhook-endpoints`
     */
    create(
      input: schema.CreateWebhookEndpointInput,
      options?: WriteOptions,
    ): Promise<schema.NewWebhookEndpoint>
    /**
     * One webhook endpoint.
     *
     * Scope: `webhooks:read`.
     *
     * `GET /webhook-endpoints/{id}`
     */
    get(
      id: string,
      input?: schema.GetWebhookEndpointInput,
      options?: CallOptions,
    ): Promise<schema.WebhookEndpoint>
    /**
     * Change a webhook endpoint, or switch it off or on.
     *
     * Scope: `webhooks:write`.
     *
     * `PATCH /webhook-endpoints/{id}`
     */
    change(
      id: string,
      input: schema.ChangeWebhookEndpointInput,
      options?: WriteOptions,
    ): Promise<schema.WebhookEndpoint>
    /**
     * Delete a webhook endpoint.
     *
     * What is still to be sent to it is called off.
     *
     * Scope: `webhooks:write`.
     *
     * `DELETE /webhook-endpoints/{id}`
     */
    delete(
      id: string,
      input?: schema.DeleteWebhookEndpointInput,
      options?: WriteOptions,
    ): Promise<schema.DeleteWebhookEndpointAnswer>
    /**
     * Give a webhook endpoint a new secret.
     *
     * Scope: `webhooks:write`.
     *
     * `POST /webhook-endpoints/{id}/rotate-secret`
     */
    rotateSecret(
      id: string,
      input?: schema.RotateWebhookSecretInput,
      options?: WriteOptions,
    ): Promise<schema.NewWebhookEndpoint>
    /**
     * Send a test to an endpoint.
     *
     * Answers with the delivery before it is attempted: how it went is read from the list.
     *
     * Scope: `webhooks:write`.
     *
     * `POST /webhook-endpoints/{id}/test`
     */
    sendTestEvent(
      id: string,
      input?: schema.SendTestEventInput,
      options?: WriteOptions,
    ): Promise<schema.WebhookDelivery>
    /**
     * Send an event to an endpoint.
     *
     * One that it did not hear of, such as while it was switched off, or one again.
     *
     * Scope: `webhooks:write`.
     *
     * `POST /webhook-endpoints/{id}/replay`
     */
    replayEvent(
      id: string,
      input: schema.ReplayEventInput,
      options?: WriteOptions,
    ): Promise<schema.WebhookDelivery>
    /**
     * What was sent to an endpoint, newest first.
     *
     * Scope: `webhooks:read`.
     *
     * `GET /webhook-endpoints/{id}/deliveries`
     */
    listDeliveries(
      id: string,
      input?: schema.ListWebhookDeliveriesInput,
      options?: CallOptions,
    ): List<schema.WebhookDelivery>
    /**
     * Send a delivery again.
     *
     * Scope: `webhooks:write`.
     *
     * `POST /webhook-endpoints/{id}/deliveries/{deliveryId}/replay`
     */
    replayDelivery(
      id: string,
      deliveryId: string,
      input?: schema.ReplayDeliveryInput,
      options?: WriteOptions,
    ): Promise<schema.WebhookDelivery>
  }
  bonuses: {
    /**
     * Give a user money.
     *
     * A wallet is opened if there is none; what stands still for lack of money goes on.
     *
     * Scope: `operator`.
     *
     * `POST /bonus`
     */
    create(input: schema.CreateBonusInput, options?: WriteOptions): Promise<schema.Transaction>
  }
  adjustments: {
    /**
     * Correct a balance.
     *
     * A negative value takes, at most what is available. It wakes nothing that stands still.
     *
     * Scope: `operator`.
     *
     * `POST /adjustment`
     */
    create(input: schema.CreateAdjustmentInput, options?: WriteOptions): Promise<schema.Transaction>
  }
  billingRuns: {
    /**
     * Billing runs, newest first.
     *
     * Scope: `operator`.
     *
     * `GET /billing-runs`
     */
    list(input?: schema.ListBillingRunsInput, options?: CallOptions): List<schema.BillingRun>
    /**
     * Bill every wallet up to an instant.
     *
     * A run up to it that has not finished is joined. One that takes longer than a few seconds goes on by itself; the answer then says how far it is.
     *
     * Scope: `operator`.
     *
     * `POST /billing-runs`
     */
    start(input?: schema.StartBillingRunInput, options?: WriteOptions): Promise<schema.BillingRun>
    /**
     * One billing run.
     *
     * Scope: `operator`.
     *
     * `GET /billing-runs/{id}`
     */
    get(id: string, options?: CallOptions): Promise<schema.BillingRun>
  }
  auditLog: {
    /**
     * Who did what, newest first.
     *
     * Scope: `operator`.
     *
     * `GET /audit-log`
     */
    list(input?: schema.ListAuditLogInput, options?: CallOptions): List<schema.AuditRow>
  }
}

/** How each call is made. */
export const CALLS = {
  users: {
    list: { id: 'listUsers', method: 'GET', path: '/users', input: 'query', kind: 'list' },
    create: { id: 'createUser', method: 'POST', path: '/users', input: 'body', kind: 'one' },
    get: { id: 'getUser', method: 'GET', path: '/users/{id}', input: 'none', kind: 'one' },
    change: { id: 'changeUser', method: 'PATCH', path: '/users/{id}', input: 'body', kind: 'one' },
  },
  tokens: {
    create: { id: 'createToken', method: 'POST', path: '/token', input: 'body', kind: 'one' },
  },
  keys: {
    list: { id: 'listKeys', method: 'GET', path: '/keys', input: 'query', kind: 'list' },
    create: { id: 'createKey', method: 'POST', path: '/keys', input: 'body', kind: 'one' },
    get: { id: 'getKey', method: 'GET', path: '/keys/{id}', input: 'query', kind: 'one' },
    revoke: { id: 'revokeKey', method: 'DELETE', path: '/keys/{id}', input: 'query', kind: 'one' },
    rotate: { id: 'rotateKey', method: 'POST', path: '/keys/{id}/rotate', input: 'body', kind: 'one' },
  },
  balance: {
    get: { id: 'getBalance', method: 'GET', path: '/balance', input: 'query', kind: 'one' },
  },
  transactions: {
    list: { id: 'listTransactions', method: 'GET', path: '/transactions', input: 'query', kind: 'list' },
    export: { id: 'listTransactions', method: 'GET', path: '/transactions', input: 'query', kind: 'file' },
  },
  statements: {
    list: { id: 'listStatements', method: 'GET', path: '/statements', input: 'query', kind: 'list' },
    get: { id: 'getStatement', method: 'GET', path: '/statements/{month}', input: 'query', kind: 'one' },
    getFile: { id: 'getStatement', method: 'GET', path: '/statements/{month}', input: 'query', kind: 'file' },
  },
  payments: {
    list: { id: 'listPayments', method: 'GET', path: '/payment', input: 'query', kind: 'list' },
    create: { id: 'createPayment', method: 'POST', path: '/payment', input: 'body', kind: 'one' },
    get: { id: 'getPayment', method: 'GET', path: '/payment/{id}', input: 'query', kind: 'one' },
    cancel: {
      id: 'cancelPayment',
      method: 'POST',
      path: '/payment/{id}/cancel',
      input: 'query',
      kind: 'one',
    },
    getReceipt: {
      id: 'getReceipt',
      method: 'GET',
      path: '/payment/{id}/receipt',
      input: 'query',
      kind: 'one',
    },
    getReceiptFile: {
      id: 'getReceipt',
      method: 'GET',
      path: '/payment/{id}/receipt',
      input: 'query',
      kind: 'file',
    },
    refund: { id: 'refundPayment', method: 'POST', path: '/payment/{id}/refund', input: 'body', kind: 'one' },
    listRefunds: {
      id: 'listRefunds',
      method: 'GET',
      path: '/payment/{id}/refunds',
      input: 'query',
      kind: 'list',
    },
  },
  cards: {
    list: { id: 'listCards', method: 'GET', path: '/cards', input: 'query', kind: 'list' },
    createSetup: { id: 'createCardSetup', method: 'POST', path: '/cards', input: 'body', kind: 'one' },
    get: { id: 'getCard', method: 'GET', path: '/cards/{id}', input: 'query', kind: 'one' },
    makeDefault: { id: 'makeCardDefault', method: 'PATCH', path: '/cards/{id}', input: 'body', kind: 'one' },
    remove: { id: 'removeCard', method: 'DELETE', path: '/cards/{id}', input: 'query', kind: 'one' },
  },
  autoTopUp: {
    get: { id: 'getAutoTopUp', method: 'GET', path: '/auto-top-up', input: 'query', kind: 'one' },
    set: { id: 'setAutoTopUp', method: 'PUT', path: '/auto-top-up', input: 'body', kind: 'one' },
    remove: { id: 'removeAutoTopUp', method: 'DELETE', path: '/auto-top-up', input: 'query', kind: 'one' },
  },
  recurringPayments: {
    list: {
      id: 'listRecurringPayments',
      method: 'GET',
      path: '/recurring-payments',
      input: 'query',
      kind: 'list',
    },
    create: {
      id: 'createRecurringPayment',
      method: 'POST',
      path: '/recurring-payments',
      input: 'body',
      kind: 'one',
    },
    get: {
      id: 'getRecurringPayment',
      method: 'GET',
      path: '/recurring-payments/{id}',
      input: 'query',
      kind: 'one',
    },
    change: {
      id: 'changeRecurringPayment',
      method: 'PATCH',
      path: '/recurring-payments/{id}',
      input: 'body',
      kind: 'one',
    },
    end: {
      id: 'endRecurringPayment',
      method: 'DELETE',
      path: '/recurring-payments/{id}',
      input: 'query',
      kind: 'one',
    },
    listTurns: {
      id: 'listRecurringTurns',
      method: 'GET',
      path: '/recurring-payments/{id}/payments',
      input: 'query',
      kind: 'list',
    },
  },
  charges: {
    create: { id: 'createCharge', method: 'POST', path: '/charge', input: 'body', kind: 'one' },
  },
  holds: {
    list: { id: 'listHolds', method: 'GET', path: '/holds', input: 'query', kind: 'list' },
    create: { id: 'createHold', method: 'POST', path: '/holds', input: 'body', kind: 'one' },
    get: { id: 'getHold', method: 'GET', path: '/holds/{id}', input: 'query', kind: 'one' },
    capture: { id: 'captureHold', method: 'POST', path: '/holds/{id}/capture', input: 'body', kind: 'one' },
    release: { id: 'releaseHold', method: 'POST', path: '/holds/{id}/release', input: 'query', kind: 'one' },
  },
  tariffs: {
    list: { id: 'listTariffs', method: 'GET', path: '/tariffs', input: 'query', kind: 'list' },
    create: { id: 'createTariff', method: 'POST', path: '/tariffs', input: 'body', kind: 'one' },
    retire: { id: 'retireTariff', method: 'DELETE', path: '/tariffs/{id}', input: 'none', kind: 'one' },
    addPrice: {
      id: 'addTariffPrice',
      method: 'POST',
      path: '/tariffs/{id}/prices',
      input: 'body',
      kind: 'one',
    },
  },
  subscriptions: {
    list: { id: 'listSubscriptions', method: 'GET', path: '/subscriptions', input: 'query', kind: 'list' },
    start: { id: 'startSubscription', method: 'POST', path: '/subscriptions', input: 'body', kind: 'one' },
    preview: {
      id: 'previewSubscription',
      method: 'POST',
      path: '/subscriptions/preview',
      input: 'body',
      kind: 'one',
    },
    get: { id: 'getSubscription', method: 'GET', path: '/subscriptions/{id}', input: 'query', kind: 'one' },
    change: {
      id: 'changeSubscription',
      method: 'PATCH',
      path: '/subscriptions/{id}',
      input: 'body',
      kind: 'one',
    },
    stop: {
      id: 'stopSubscription',
      method: 'DELETE',
      path: '/subscriptions/{id}',
      input: 'query',
      kind: 'one',
    },
    previewChange: {
      id: 'previewSubscriptionChange',
      method: 'POST',
      path: '/subscriptions/{id}/preview',
      input: 'body',
      kind: 'one',
    },
    resume: {
      id: 'resumeSubscription',
      method: 'POST',
      path: '/subscriptions/{id}/resume',
      input: 'query',
      kind: 'one',
    },
    listChanges: {
      id: 'listSubscriptionChanges',
      method: 'GET',
      path: '/subscriptions/{id}/history',
      input: 'query',
      kind: 'list',
    },
  },
  events: {
    list: { id: 'listEvents', method: 'GET', path: '/events', input: 'query', kind: 'list' },
  },
  webhookEndpoints: {
    list: {
      id: 'listWebhookEndpoints',
      method: 'GET',
      path: '/webhook-endpoints',
      input: 'query',
      kind: 'list',
    },
    create: {
      id: 'createWebhookEndpoint',
      method: 'POST',
      path: '/webhook-endpoints',
      input: 'body',
      kind: 'one',
    },
    get: {
      id: 'getWebhookEndpoint',
      method: 'GET',
      path: '/webhook-endpoints/{id}',
      input: 'query',
      kind: 'one',
    },
    change: {
      id: 'changeWebhookEndpoint',
      method: 'PATCH',
      path: '/webhook-endpoints/{id}',
      input: 'body',
      kind: 'one',
    },
    delete: {
      id: 'deleteWebhookEndpoint',
      method: 'DELETE',
      path: '/webhook-endpoints/{id}',
      input: 'query',
      kind: 'one',
    },
    rotateSecret: {
      id: 'rotateWebhookSecret',
      method: 'POST',
      path: '/webhook-endpoints/{id}/rotate-secret',
      input: 'body',
      kind: 'one',
    },
    sendTestEvent: {
      id: 'sendTestEvent',
      method: 'POST',
      path: '/webhook-endpoints/{id}/test',
      input: 'query',
      kind: 'one',
    },
    replayEvent: {
      id: 'replayEvent',
      method: 'POST',
      path: '/webhook-endpoints/{id}/replay',
      input: 'body',
      kind: 'one',
    },
    listDeliveries: {
      id: 'listWebhookDeliveries',
      method: 'GET',
      path: '/webhook-endpoints/{id}/deliveries',
      input: 'query',
      kind: 'list',
    },
    replayDelivery: {
      id: 'replayDelivery',
      method: 'POST',
      path: '/webhook-endpoints/{id}/deliveries/{deliveryId}/replay',
      input: 'query',
      kind: 'one',
    },
  },
  bonuses: {
    create: { id: 'createBonus', method: 'POST', path: '/bonus', input: 'body', kind: 'one' },
  },
  adjustments: {
    create: { id: 'createAdjustment', method: 'POST', path: '/adjustment', input: 'body', kind: 'one' },
  },
  billingRuns: {
    list: { id: 'listBillingRuns', method: 'GET', path: '/billing-runs', input: 'query', kind: 'list' },
    start: { id: 'startBillingRun', method: 'POST', path: '/billing-runs', input: 'body', kind: 'one' },
    get: { id: 'getBillingRun', method: 'GET', path: '/billing-runs/{id}', input: 'none', kind: 'one' },
  },
  auditLog: {
    list: { id: 'listAuditLog', method: 'GET', path: '/audit-log', input: 'query', kind: 'list' },
  },
} as const satisfies CallTable
