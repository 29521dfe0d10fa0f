/** What a caller must know of calls, in Russian, by the words of the document. */
export const DESCRIPTIONS: Readonly<Record<string, string>> = {
  'A key can make keys that may do no more than itself, for no longer. Only an admin may make one with the scope `operator`.':
    'Ключ может создать другой ключ, но не с большими правами и не на больший срок. Ключ с правом `operator` может создать только администратор.',
  'A negative value takes, at most what is available. It wakes nothing that stands still.':
    'Отрицательная сумма списывает, но не больше доступного. Того, что остановлено, корректировка не запускает.',
  'A run up to it that has not finished is joined. One that takes longer than a few seconds goes on by itself; the answer then says how far it is.':
    'Если расчёт до этого момента уже идёт, вызов присоединится к нему. Если расчёт занимает больше нескольких секунд, он продолжится сам, а ответ скажет, сколько уже сделано.',
  'A saved card is charged `value` whenever less than `threshold` is available, up to `monthly_cap` a month.':
    'Когда доступно меньше `threshold`, с сохранённой карты списывается `value`, но не больше `monthly_cap` в месяц.',
  'A wallet is opened if there is none; what stands still for lack of money goes on.':
    'Если баланса в этой валюте нет, он появится; то, что остановлено из-за нехватки денег, продолжит работу.',
  'All of them: there are at most sixteen.': 'Все сразу: их не больше шестнадцати.',
  'Also those that no longer work.': 'В том числе те, что больше не действуют.',
  'An operator need not name its user.': 'Оператору не нужно называть пользователя.',
  'Answers with the delivery before it is attempted: how it went is read from the list.':
    'Отвечает доставкой ещё до попытки: чем она кончилась, видно в списке.',
  'As a PDF with `format=pdf` or by `Accept`, in the language of `lang` or of its user.':
    'В PDF — с `format=pdf` или по заголовку `Accept`, на языке из `lang` или на языке пользователя.',
  'As a file with `format=csv` or `jsonl`, or by `Accept`: without `limit` and `cursor` the whole log, else a page, whose next cursor is the header `X-Next-Cursor`. An operator may ask for the log of all users with `users=all`.':
    'Файлом — с `format=csv` или `jsonl` либо по заголовку `Accept`: без `limit` и `cursor` весь журнал, иначе страница, а следующий курсор — в заголовке `X-Next-Cursor`. Оператор может запросить журнал всех пользователей: `users=all`.',
  'At Stripe first. One that was paid meanwhile is credited, and refused.':
    'Сначала в Stripe. Если платёж успели оплатить, деньги зачисляются, а отмена отклоняется.',
  'Both its secrets end at once. One that is revoked already stays as it was.':
    'Оба его секрета перестают действовать сразу. Уже отозванный ключ остаётся как был.',
  'For good. What is charged to it by itself stands still from then on.':
    'Навсегда. Всё, что списывалось с неё само, останавливается.',
  'It is billed from this instant on, by the time it runs. It needs money in the wallet.':
    'Оплачивается с этого момента, по времени работы. На балансе должны быть деньги.',
  'It is taken from the wallet first. A refund that Stripe refuses is answered too, as `failed`: nothing has left then.':
    'Сначала деньги списываются с баланса. Возврат, в котором Stripe отказал, тоже придёт в ответе, со статусом `failed`: тогда ничего не ушло.',
  'Name, scopes and expiry stay. A secret that is still in an overlap of an earlier rotation ends at once.':
    'Название, права и срок не меняются. Секрет, который ещё действовал после прошлой замены, перестаёт действовать сразу.',
  'Neither charges nor usage touch what is held, until it is captured, released or expires.':
    'Ни списания, ни почасовая оплата не тронут отложенное, пока резерв не спишут, не снимут или он не истечёт.',
  'Nothing is changed or charged.': 'Ничего не меняется и не списывается.',
  'Nothing is started or charged.': 'Ничего не запускается и не списывается.',
  'Of one who is blocked no sign-in, session, token or key works; what runs goes on.':
    'У заблокированного не действуют ни вход, ни сеансы, ни токены, ни ключи; то, что работает, работает дальше.',
  'One that it did not hear of, such as while it was switched off, or one again.':
    'Такое, о котором адрес не узнал, например пока был выключен, или ещё раз то же самое.',
  'Opening balance + totals = closing balance. With several wallets say of which `currency`. As a file with `format=csv` or `pdf`, or by `Accept`.':
    'Баланс на начало + итоги = баланс на конец. Если валют несколько, укажите `currency`. Файлом — с `format=csv` или `pdf` либо по заголовку `Accept`.',
  'Prices are only ever added. Subscribers for whom it is due are moved within a minute, never retroactively.':
    'Цены только добавляются. Подписчиков, для которых новая цена вступила в силу, переводят на неё в течение минуты и никогда задним числом.',
  'Send its user to `setup_url`; the card is entered there, and saved by Stripe.':
    'Отправьте пользователя на `setup_url`: там он введёт карту, а сохранит её Stripe.',
  'Send the payer to `confirmation_url`. The wallet is credited once the money is there.':
    'Отправьте плательщика на `confirmation_url`. Баланс пополнится, когда придут деньги.',
  "So many an hour from one network address; an operator's server, with its key, as many as it likes.":
    'С одного сетевого адреса — ограниченное число в час; сервер оператора со своим ключом — сколько угодно.',
  'The time it stood still is not charged. One that runs is left as it is.':
    'Время простоя не оплачивается. Работающая подписка не меняется.',
  'Those who subscribe keep it; nobody starts it any more.':
    'У подписчиков он остаётся; подписаться на него больше нельзя.',
  'To the millisecond, whether or not billing has run since.':
    'С точностью до миллисекунды, даже если расчёта с тех пор не было.',
  'Usage up to now is settled at the old price. While suspended it takes the new one when it resumes.':
    'Время до этого момента оплачивается по старой цене. Остановленная подписка получит новую, когда возобновится.',
  'Usage up to now is settled first. Where less is available than asked for, nothing is taken: a 402 says what there is.':
    'Сначала рассчитывается время до этого момента. Если доступно меньше, чем нужно, ничего не списывается: ответ 402 скажет, сколько есть.',
  'Usage up to now is settled.': 'Время до этого момента оплачивается.',
  'What is still to be sent to it is called off.': 'То, что на него ещё не отправлено, отменяется.',
  'While it is pending, Stripe is asked how it stands.':
    'Пока платёж не завершён, о его состоянии спрашивают Stripe.',
  'Without `value` all of it; what is left over is free again.': 'Без `value` — всё; остаток снова свободен.',
}
