import type { ErrorCode } from '@/lib/errors'
import type { GuideLanguage } from './guides'

/** What each code means to whoever calls, and what to do about it. A new code does not compile without its words. */
export const ERROR_WORDS: Record<ErrorCode | 'internal_error', Record<GuideLanguage, string>> = {
  invalid_request: {
    en: 'A field is missing, unknown or not as expected. `field` names it; correct the call.',
    ru: 'Поле не указано, неизвестно или заполнено неверно. Его имя — в `field`; исправьте запрос.',
  },
  invalid_json: {
    en: 'The body is not JSON, or a name comes twice in it.',
    ru: 'Тело — не JSON, или имя повторяется в нём дважды.',
  },
  invalid_amount: {
    en: 'The amount is not above zero, or finer than the currency. Nothing is rounded.',
    ru: 'Сумма не больше нуля или дробится мельче, чем валюта. Ничего не округляется.',
  },
  invalid_currency: {
    en: 'No currency of ISO 4217, or none that can be paid in here.',
    ru: 'Такой валюты нет в ISO 4217, или здесь ею не платят.',
  },
  amount_too_small: {
    en: 'Below the least of one payment; the sentence says how much that is.',
    ru: 'Меньше наименьшего платежа; какого — сказано в тексте ошибки.',
  },
  amount_too_large: {
    en: 'Above the most of one payment; the sentence says how much that is.',
    ru: 'Больше наибольшего платежа; какого — сказано в тексте ошибки.',
  },
  daily_limit_exceeded: {
    en: 'The user has paid, or begun to pay, as much as one day allows (UTC). Try tomorrow.',
    ru: 'Пользователь уже заплатил или начал платить столько, сколько можно за день (UTC). Повторите завтра.',
  },
  unauthenticated: {
    en: 'The key or the token is missing, wrong, expired or revoked.',
    ru: 'Ключа или токена нет, он неверен, истёк или отозван.',
  },
  invalid_credentials: {
    en: 'E-mail and password do not belong together.',
    ru: 'Почта и пароль не подходят друг к другу.',
  },
  insufficient_funds: {
    en: 'Less is available than asked for; `available` says how much. Nothing was taken: ask for a top-up.',
    ru: 'Доступно меньше, чем нужно; сколько — в `available`. Ничего не списано: попросите пополнить баланс.',
  },
  forbidden: {
    en: 'The key lacks the scope, or the call is for operators.',
    ru: 'У ключа нет нужного права, или вызов — для операторов.',
  },
  not_found: {
    en: "There is no such thing, or it is someone else's.",
    ru: 'Такого нет, или оно чужое.',
  },
  method_not_allowed: {
    en: 'The path exists and does not take this method; `Allow` lists those it takes.',
    ru: 'Путь есть, но такого метода не принимает; допустимые — в `Allow`.',
  },
  conflict: {
    en: 'Something else changed it, a limit of its number is reached, or Stripe saves no cards of this user. Read it again.',
    ru: 'Это изменил кто-то ещё, достигнут предел количества, или Stripe не сохраняет карт пользователя. Прочитайте заново.',
  },
  idempotency_in_flight: {
    en: 'The first call with this key is still under way. Wait a second and send the same again.',
    ru: 'Первый вызов с этим ключом ещё идёт. Подождите секунду и повторите то же самое.',
  },
  email_taken: {
    en: 'There is an account with this e-mail.',
    ru: 'Учётная запись с этой почтой уже есть.',
  },
  tariff_retired: {
    en: 'The tariff takes no new subscribers. Choose another.',
    ru: 'Тариф закрыт для новых подписок. Выберите другой.',
  },
  not_refundable: {
    en: 'More than is left to refund of the payment, or a bank has its money; `refundable` says how much is left.',
    ru: 'Больше, чем осталось вернуть по платежу, или деньги забрал банк; сколько осталось — в `refundable`.',
  },
  payment_not_cancelable: {
    en: 'It is paid already, or a bank is deciding; `payment_status` says how it stands.',
    ru: 'Платёж уже оплачен, или банк принимает решение; его состояние — в `payment_status`.',
  },
  hold_not_open: {
    en: 'The hold was captured or released, or has expired.',
    ru: 'Резерв уже списан, снят или истёк.',
  },
  payload_too_large: {
    en: 'A body may have 64 KiB.',
    ru: 'Тело может занимать не больше 64 КиБ.',
  },
  unsupported_media_type: {
    en: 'Send `Content-Type: application/json`.',
    ru: 'Укажите `Content-Type: application/json`.',
  },
  idempotency_mismatch: {
    en: 'This key was used for another request. A new wish needs a new key.',
    ru: 'С этим ключом был другой запрос. Новому желанию нужен новый ключ.',
  },
  rate_limited: {
    en: 'Too many calls. Wait as many seconds as `Retry-After` says.',
    ru: 'Слишком много вызовов. Подождите столько секунд, сколько указано в `Retry-After`.',
  },
  provider_unavailable: {
    en: 'Stripe could not be reached. Send the same again with the same key.',
    ru: 'Stripe недоступен. Повторите то же самое с тем же ключом.',
  },
  unavailable: {
    en: 'We cannot serve this just now, and nothing was changed. Send the same again after `Retry-After`.',
    ru: 'Сейчас мы не можем это выполнить, и ничего не изменилось. Повторите через `Retry-After` секунд.',
  },
  internal_error: {
    en: 'The fault is ours. Send the same again with the same key; if it stays, tell the operator `request_id`.',
    ru: 'Ошибка у нас. Повторите с тем же ключом; если не поможет, сообщите оператору `request_id`.',
  },
}
