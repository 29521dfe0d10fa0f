/** The words that types are made of; the names of schemas, `"Bearer"` and `true` stay as they are. */
const WORDS: Readonly<Record<string, string>> = {
  amount: 'сумма',
  array: 'массив',
  boolean: 'true или false',
  currency: 'валюта',
  duration: 'длительность',
  'hourly rate': 'цена за час',
  id: 'id',
  instant: 'момент',
  integer: 'целое число',
  null: 'null',
  number: 'число',
  object: 'объект',
  text: 'текст',
  uri: 'URI',
}

/** A type such as `list of text`, in Russian. */
export function typeInRussian(type: string): string {
  return type.split(' or ').map(oneInRussian).join(' или ')
}

function oneInRussian(type: string): string {
  const listed = /^list of (.+)$/.exec(type)?.[1]
  return listed === undefined ? (WORDS[type] ?? type) : `список: ${oneInRussian(listed)}`
}

/** Bounds such as `1 to 100 characters`, in Russian. */
export function boundsInRussian(bounds: string): string {
  return bounds
    .replace(/^(-?\d+) to (-?\d+)/, 'от $1 до $2')
    .replace(/^at most/, 'не больше')
    .replace(/^at least/, 'не меньше')
    .replace(/ characters$/, ' символов')
}
