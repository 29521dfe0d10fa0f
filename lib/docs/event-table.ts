import { EVENT_TYPES, type EventType } from '@/lib/outbox/event'
import { EVENT_DATA } from '@/lib/outbox/event-data'
import type { GuideLanguage } from './guides'

const HEAD: Record<GuideLanguage, string> = {
  en: '| Event | It says | Fields of `data` |',
  ru: '| Событие | О чём оно | Поля `data` |',
}

/** What each event tells, in Russian; in English its schema says so. A new event does not compile without its words. */
const RUSSIAN: Record<EventType, string> = {
  'balance.low':
    'Денег осталось меньше чем на столько часов, сколько задано порогом, если расход не изменится.',
  'hold.expired': 'Резерв вовремя не списали и не сняли; деньги снова свободны.',
  'subscription.suspended': 'Деньги кончились, и услуга остановлена.',
  'subscription.resumed': 'Подписка снова работает.',
  'subscription.price_announced':
    'С `effective_from` подписка перейдёт на новую цену тарифа; цены — за единицу.',
  'subscription.price_taken_back':
    'Объявленной цены не будет: её сменила другая, или подписка останется на своей.',
  'subscription.price_changed': 'Подписка перешла на новую цену тарифа; цены — за единицу.',
  'payment.succeeded': 'Деньги на балансе.',
  'payment.canceled': 'Оплатить уже нельзя.',
  'payment.refunded': 'Деньги возвращены, полностью или частично.',
  'payment.refund_failed': 'Возврат не дошёл до карты: деньги снова на балансе.',
  'payment.disputed': 'Банк плательщика требует деньги назад.',
  'payment.dispute_closed': 'Банк принял решение.',
  'auto_top_up.succeeded': 'Баланс был мал, и с сохранённой карты списаны деньги.',
  'auto_top_up.failed': 'Баланс был мал, но списать с сохранённой карты не удалось.',
  'auto_top_up.action_required': 'Чтобы пополнить баланс с сохранённой карты, банку нужен сам пользователь.',
  'auto_top_up.disabled': 'Автопополнение выключено, пока пользователь не включит его снова.',
  'auto_top_up.capped': 'Достигнут месячный предел: автопополнение продолжится в следующем месяце.',
  'recurring_payment.succeeded': 'С сохранённой карты списано в назначенный день.',
  'recurring_payment.failed': 'Списать с сохранённой карты в назначенный день не удалось.',
  'recurring_payment.action_required': 'Чтобы списать в назначенный день, банку нужен сам пользователь.',
  'recurring_payment.disabled': 'Регулярный платёж приостановлен, пока пользователь его не продолжит.',
  'webhook.test': 'Отправлено вручную, только на один адрес.',
  'webhook.switched_off': 'Адрес ответил 410 Gone или не отвечал днями; больше ему ничего не шлют.',
}

/** Every event with what it tells, as a table in Markdown. */
export function eventTable(language: GuideLanguage): string {
  const rows = EVENT_TYPES.map((type) => {
    const schema = EVENT_DATA[type]
    const words = language === 'ru' ? RUSSIAN[type] : (schema.description ?? '')
    const fields = Object.keys(schema.shape).map((name) => `\`${name}\``)
    return `| \`${type}\` | ${words} | ${fields.join(', ')} |`
  })
  return [HEAD[language], '|---|---|---|', ...rows].join('\n')
}
