const EN = {
  number: 'Card number',
  expiry: 'Expiration date',
  cvc: 'Security code',
  numberPlaceholder: '1234 1234 1234 1234',
  expiryPlaceholder: 'MM / YY',
  cvcPlaceholder: 'CVC',
  hint: 'Sandbox: no real money moves. Fill in a test card:',
  cardSuccess: 'Success',
  cardDeclined: 'Declined',
  cardFunds: 'Insufficient funds',
  card3ds: '3-D Secure',
  authTitle: 'Confirm the payment',
  authTitleSetup: 'Confirm saving the card',
  terms: (business) =>
    `By providing your card information, you allow ${business ?? 'the merchant'} to charge your card for future payments in accordance with their terms.`,
  authText: 'This stands in for the page of your bank. Choose what the bank answers.',
  authComplete: 'Complete authentication',
  authFail: 'Fail authentication',
  incomplete_number: 'Your card number is incomplete.',
  invalid_number: 'Your card number is invalid.',
  incomplete_expiry: "Your card's expiration date is incomplete.",
  invalid_expiry_month: "Your card's expiration date is invalid.",
  invalid_expiry_month_past: "Your card's expiration date is in the past.",
  invalid_expiry_year_past: "Your card's expiration year is in the past.",
  invalid_expiry_year: "Your card's expiration year is invalid.",
  incomplete_cvc: "Your card's security code is incomplete.",
  connection: 'We could not reach the payment server. Check your connection and try again.',
}

const RU = {
  number: 'Номер карты',
  expiry: 'Срок действия',
  cvc: 'Код безопасности',
  numberPlaceholder: '1234 1234 1234 1234',
  expiryPlaceholder: 'ММ / ГГ',
  cvcPlaceholder: 'CVC',
  hint: 'Песочница: деньги не настоящие. Подставить тестовую карту:',
  cardSuccess: 'Успех',
  cardDeclined: 'Отказ',
  cardFunds: 'Недостаточно средств',
  card3ds: '3-D Secure',
  authTitle: 'Подтвердите платёж',
  authTitleSetup: 'Подтвердите сохранение карты',
  terms: (business) =>
    `Указывая данные карты, вы разрешаете ${business ?? 'продавцу'} списывать с неё будущие платежи согласно условиям.`,
  authText: 'Это вместо страницы вашего банка. Выберите, что ответит банк.',
  authComplete: 'Подтвердить',
  authFail: 'Отклонить',
  incomplete_number: 'Номер карты введён не полностью.',
  invalid_number: 'Номер карты недействителен.',
  incomplete_expiry: 'Срок действия карты введён не полностью.',
  invalid_expiry_month: 'Срок действия карты указан неверно.',
  invalid_expiry_month_past: 'Срок действия карты истёк.',
  invalid_expiry_year_past: 'Срок действия карты истёк.',
  invalid_expiry_year: 'Год срока действия карты указан неверно.',
  incomplete_cvc: 'Код безопасности введён не полностью.',
  connection: 'Не удалось связаться с платёжным сервером. Проверьте соединение и попробуйте ещё раз.',
}

/** The server speaks English; these are its refusals for those who do not. */
const RU_REFUSALS = {
  generic_decline: 'Банк отклонил платёж.',
  card_declined: 'Банк отклонил платёж.',
  insufficient_funds: 'На карте недостаточно средств.',
  expired_card: 'Срок действия карты истёк.',
  incorrect_cvc: 'Код безопасности карты неверен.',
  invalid_cvc: 'Код безопасности карты неверен.',
  incorrect_number: 'Номер карты неверен.',
  invalid_number: 'Номер карты недействителен.',
  invalid_expiry_month: 'Срок действия карты указан неверно.',
  invalid_expiry_year: 'Год срока действия карты указан неверно.',
  processing_error: 'При обработке карты произошла ошибка. Попробуйте чуть позже.',
  test_mode_live_card: 'Банк отклонил платёж: в песочнице работают только тестовые карты.',
  authentication_required: 'Банк отклонил платёж: нужно подтверждение.',
  setup_intent_authentication_failure:
    'Не удалось подтвердить карту. Выберите другую карту или попробуйте ещё раз.',
  payment_intent_authentication_failure:
    'Не удалось подтвердить платёж. Выберите другую карту или попробуйте ещё раз.',
}

/** The language that a locale such as `ru-RU` or `auto` asks for. */
export function languageOf(locale) {
  const tag = !locale || locale === 'auto' ? navigator.language : locale
  return /^ru\b/i.test(tag) ? 'ru' : 'en'
}

/** All texts in a language. */
export function messagesIn(language) {
  return language === 'ru' ? RU : EN
}

/** An error of the server with its message in the payer's language. */
export function localizeError(error, language) {
  if (language !== 'ru') return error
  const message = RU_REFUSALS[error.decline_code] ?? RU_REFUSALS[error.code]
  return message ? { ...error, message } : error
}
