/** What fields and parameters say, in Russian, by the words of the document. */
export const FIELDS: Readonly<Record<string, string>> = {
  'A JWT. Its payload carries `user_id`.': 'JWT. В нём есть `user_id`.',
  'A payment that a rule has begun and that is not paid yet.':
    'Платёж, начатый правилом и ещё не оплаченный.',
  'After it.': 'После этого движения.',
  'After this it is canceled, if it is not paid.': 'После этого неоплаченный платёж отменяется.',
  'As of the last billing.': 'На момент последнего расчёта.',
  'Begun by its user, or by a rule of theirs.': 'Начат пользователем или его правилом.',
  'By currency.': 'По валютам.',
  'By subscription and price or, where the history does not tell, by day.':
    'По подпискам и ценам, а где по истории это не видно — по дням.',
  'By type, usage among them.': 'По видам, включая почасовую оплату.',
  'Charged in this calendar month, UTC.': 'Списано в этом календарном месяце (UTC).',
  'For an operator: the log of all users.': 'Для оператора: журнал всех пользователей.',
  'For so long the old secret signs as well; 0 ends it at once.':
    'Сколько времени подписывает и старый секрет; 0 — он перестаёт действовать сразу.',
  'Full hours since the finished run before it.': 'Полных часов с предыдущего завершённого расчёта.',
  'Half-open, in UTC.': 'Начало входит, конец — нет; по UTC.',
  'Hours of a month after which the rest of it is free.': 'После скольких часов остаток месяца бесплатный.',
  'Hours of this calendar month (UTC) it has been charged for.':
    'За сколько часов этого календарного месяца (UTC) уже заплачено.',
  'How far it is.': 'На сколько процентов готово.',
  'How long the present secret works on beside the new one; 0 ends it at once.':
    'Сколько ещё действует прежний секрет рядом с новым; 0 — перестаёт действовать сразу.',
  'How many rows a page has.': 'Сколько строк на странице.',
  'How the last answer began.': 'Начало последнего ответа.',
  'How the payment stands now.': 'Что с платежом сейчас.',
  'How the secret begins, to tell keys apart.': 'Начало секрета, чтобы различать ключи.',
  'ISO 4217.': 'ISO 4217.',
  'In major units: a text, or a JSON number. Less than nothing takes.':
    'В основных единицах: текст или число JSON. Меньше нуля — списать.',
  'In major units: a text, or a JSON number. What the currency cannot say exactly is refused, never rounded.':
    'В основных единицах: текст или число JSON. То, чего валюта не может выразить точно, отклоняется и никогда не округляется.',
  'It charges the card when less than this is available.':
    'Карта пополняет баланс, когда доступно меньше этого.',
  'It was made without scopes: it may whatever its user may, short of `operator`.':
    'Создан без прав: может всё, что его пользователь, кроме `operator`.',
  'Its id in the feed.': 'Его id в ленте событий.',
  'Its owner wished so, it answered 410, or it failed for days.':
    'Так захотел владелец, адрес ответил 410 или не отвечал днями.',
  'Its receipt, once it is paid.': 'Квитанция, когда платёж оплачен.',
  'Left out: all that is left of the payment.': 'Если не указать: всё, что осталось от платежа.',
  'Left out: from now on.': 'Если не указать: с этого момента.',
  'Left out: never.': 'Если не указать: никогда.',
  'Left out: now.': 'Если не указать: сейчас.',
  'May be empty.': 'Может быть пустым.',
  'Money is on its way: it can be neither paid again nor canceled.':
    'Деньги в пути: ни оплатить ещё раз, ни отменить нельзя.',
  'Names this call, so that a retry has its effect once. 1 to 255 visible ASCII characters; `Idempotence-Key` is read as well.':
    'Имя этого вызова: с ним повтор ничего не сделает дважды. От 1 до 255 видимых символов ASCII; `Idempotence-Key` тоже подойдёт.',
  'One that has passed reaches the subscription within minutes.':
    'Если момент уже прошёл, цена дойдёт до подписки за считаные минуты.',
  'Only its user can go on with it, at `confirmation_url`.':
    'Продолжить может только пользователь, на `confirmation_url`.',
  "Paid in Stripe's test mode: no money moved.": 'Оплачено в тестовом режиме Stripe: деньги не двигались.',
  'Part of an address.': 'Часть адреса почты.',
  'Positive raises the balance.': 'Положительная увеличивает баланс.',
  'Price × quantity.': 'Цена × количество.',
  'Seconds, or an ISO 8601 duration; at most 31 days.':
    'Секунды или длительность по ISO 8601; не больше 31 дня.',
  'Seconds.': 'В секундах.',
  'Send it as `cursor` for the next page; null at the end.':
    'Отправьте как `cursor`, чтобы получить следующую страницу; в конце — null.',
  'Shown this once and kept nowhere: not to a retry. Where it was lost, rotate the key.':
    'Показан один раз и нигде не хранится: повтор его не вернёт. Если он потерян, смените секрет.',
  "Someone else's is answered like one that does not exist.":
    'Для чужого ответ такой же, как для несуществующего.',
  'Such as `visa`.': 'Например, `visa`.',
  'The HTTP status that was answered last.': 'Последний статус HTTP в ответе.',
  'The `next_cursor` of the page before.': '`next_cursor` предыдущей страницы.',
  'The card that pays it is saved.': 'Карта, которой платят, сохраняется.',
  'The charge that captured it, by its id in the log.': 'Списание из этого резерва: id в журнале.',
  'The end of the month whose cap it has reached.': 'Конец месяца, в котором достигнут предел.',
  'The month is not over: more may come.': 'Месяц не кончился: движения ещё возможны.',
  'The most that one piece costs in a calendar month.':
    'Больше этого одна единица за календарный месяц не стоит.',
  'The next announced price that whoever subscribes now will move to.':
    'Следующая объявленная цена, на которую перейдёт тот, кто подпишется сейчас.',
  'The price it is going to move to: announced, also for those who already subscribe.':
    'Цена, на которую она перейдёт: объявлена и для тех, кто уже подписан.',
  'The same in the feed, and in each attempt.': 'Тот же, что в ленте событий и в каждой попытке.',
  'The secret before this one, while it still works after a rotation.':
    'Прежний секрет, пока он ещё действует после замены.',
  'The subscription itself after the change; null where it stops.':
    'Сама подписка после изменения; null, если она завершается.',
  'The types it hears of; `*` is all, those to come as well.':
    'О чём узнаёт адрес; `*` — обо всём, и о том, что появится.',
  "The wallet, and the row's number in it.": 'Баланс и номер строки в нём.',
  'The whole address.': 'Адрес почты целиком.',
  'To about a minute; of its present secret.': 'С точностью около минуты; для нынешнего секрета.',
  'To what: `user:<id>`, `key:<id>`, `tariff:<id>`.': 'С чем: `user:<id>`, `key:<id>`, `tariff:<id>`.',
  'Turns before it that fell due while nothing ran, and are not made up for.':
    'Сколько дат перед ней пропущено, пока ничего не работало: за них не списывается.',
  'Unique and permanent, without gaps within a year.':
    'Уникальный и постоянный, без пропусков в пределах года.',
  'Up to when it billed.': 'До какого момента рассчитано.',
  'Usage from here on was given back.': 'Оплата времени с этого момента возвращена.',
  'Usage up to now, at the old rate.': 'Оплата времени до этого момента, по старой цене.',
  'What all that runs costs now.': 'Сколько в час стоит всё, что сейчас работает.',
  'What can be spent after that.': 'Сколько останется доступно после этого.',
  'What can be spent now: the balance less what was used since, and what is held.':
    'Сколько можно потратить сейчас: баланс без израсходованного с тех пор и без отложенного.',
  'What happened.': 'Что произошло.',
  'What is charged where no card is named.': 'С неё списывается, если карта не указана.',
  'What is not usage: each row or, of a month with very many, sums by day and type.':
    'Всё, кроме почасовой оплаты: каждая строка, а если их очень много — суммы по дням и видам.',
  'What is posted to an endpoint.': 'Что отправляется на адрес.',
  'What it charges.': 'Сколько списывается.',
  'What it is limited to.': 'Какими правами ограничен.',
  'What it is limited to. Left out: whatever its user may do, short of `operator`.':
    'Какими правами ограничен. Если не указать: всё, что может его пользователь, кроме `operator`.',
  'What it signs with. Shown this once: not to a retry.':
    'Им подписываются события. Показан один раз: повтор его не вернёт.',
  "What left the wallet for it: less only where it was made in Stripe's dashboard when the money was spent already.":
    'Сколько для него списано с баланса: меньше, только если возврат сделан в кабинете Stripe, когда деньги уже потрачены.',
  'What of that is charged now: nothing while it stands still.':
    'Сколько из этого списывается сейчас: пока остановлена — ничего.',
  'What open holds keep back.': 'Сколько отложено в открытых резервах.',
  'What the event tells: ids and texts; amounts are texts of major units.':
    'О чём событие: id и тексты; суммы — тексты в основных единицах.',
  'What the wallet pays from then on.': 'Сколько списывается с баланса с этого момента.',
  'What usage is for, half-open.': 'За какое время оплата: начало входит, конец — нет.',
  'What was done, such as `user.blocked`.': 'Что сделано, например `user.blocked`.',
  'When it was posted.': 'Когда записано.',
  'When the card is charged again.': 'Когда с карты попробуют списать снова.',
  'When the money ends then.': 'Когда тогда кончатся деньги.',
  'When the money ends, if nothing changes.': 'Когда кончатся деньги, если ничего не изменится.',
  'Where it will be used.': 'Где будет использоваться ключ.',
  'Where its user enters the card.': 'Где пользователь вводит карту.',
  'Where its user pays, and later sees that it was paid.':
    'Где пользователь платит, а потом видит, что оплачено.',
  'Whether it resumes by itself when money comes in.': 'Возобновится ли сама, когда придут деньги.',
  'Whether it was killed or failed on the way, and gone on with.': 'Прерывался ли он и был ли продолжен.',
  'Whether it would be done now.': 'Удалось бы это сейчас.',
  'Whether its monthly cap was reached, so that it cost nothing.':
    'Достигнут ли месячный предел: тогда платить не нужно.',
  'Whether its user is served now. Right at every millisecond.':
    'Положена ли пользователю услуга сейчас. Верно в каждую миллисекунду.',
  'Whether those who already subscribe move to it.': 'Переходят ли на неё те, кто уже подписан.',
  'Who did it: `user:<id>`, `admin:<id>`, `key:<id>`, `cli`.':
    'Кто это сделал: `user:<id>`, `admin:<id>`, `key:<id>`, `cli`.',
  'Whom an operator acts for. Without it: yourself.':
    'От чьего имени действует оператор. Если не указать — от своего.',
  'Why it stands still.': 'Почему остановлено.',
  'Why the last attempt failed, as a word that never changes.':
    'Почему не удалась последняя попытка: слово, которое никогда не меняется.',
  "`operator`: it hears of everyone's events.": '`operator`: узнаёт о событиях всех пользователей.',
  "`operator`: it hears of everyone's events. For operators.":
    '`operator`: узнаёт о событиях всех пользователей. Для операторов.',
  '`stopped`: it was killed, and will be gone on with.': '`stopped`: он прерван и будет продолжен.',
}
