/*
 * Uzbek words whose Cyrillic form cannot be told from the Latin letters, and names that stay Latin. Grown from reading
 * every text of the campaign in the Cyrillic view; a new text may need a new line.
 */

/** Stems, to which endings are added; the soft sign at the end of a stem falls before an ending. */
export const stems: ReadonlyMap<string, string> = new Map([
  ['yanvar', 'январь'],
  ['fevral', 'февраль'],
  ['aprel', 'апрель'],
  ['iyun', 'июнь'],
  ['iyul', 'июль'],
  ['sentabr', 'сентябрь'],
  ['oktabr', 'октябрь'],
  ['noyabr', 'ноябрь'],
  ['dekabr', 'декабрь'],
  ['rubl', 'рубль'],
  ['parol', 'пароль'],
  ['kalendar', 'календарь'],
  ['obyekt', 'объект'],
  ['subyekt', 'субъект'],
  ['konsert', 'концерт'],
  ['sertifikat', 'сертификат'],
  ['mebel', 'мебель'],
  ['avtomobil', 'автомобиль'],
  ['polsha', 'польша'],
  ['kompyuter', 'компьютер'],
  ['myanma', 'мьянма'],
  ['model', 'модель'],
  ['kafel', 'кафель'],
  ['apostil', 'апостиль'],
  ['inspeksiya', 'инспекция'],
  ['infeksiya', 'инфекция'],
  ['konvensiya', 'конвенция'],
  ['aksiya', 'акция'],
  ['funksiya', 'функция'],
  ['sanksiya', 'санкция'],
  ['stansiya', 'станция'],
  ['sex', 'цех'],
])

/** Abbreviations that have a Cyrillic form of their own; all others stay Latin. */
export const abbreviations: ReadonlyMap<string, string> = new Map([
  ['IIV', 'ИИВ'],
  ['TIV', 'ТИВ'],
  ['YeOII', 'ЕОИИ'],
  ['OAV', 'ОАВ'],
  ['BAA', 'БАА'],
  ['BMT', 'БМТ'],
  ['MDH', 'МДҲ'],
  ['AQSh', 'АҚШ'],
  ['OIV', 'ОИВ'],
  ['INN', 'ИНН'],
  ['TASS', 'ТАСС'],
  ['RIA', 'РИА'],
  ['RBK', 'РБК'],
  ['ElTR', 'ЭлТР'],
])

/** Names of programs and bodies that stay Latin; an ending after them does not. */
export const latinNames: readonly string[] = [
  'The Astana Times',
  'The Times of Central Asia',
  'The New Humanitarian',
  'Work Rights Centre',
  'Migration Policy Centre',
  'Fair Work Agency',
  'Faire Integration',
  'Unseen',
  'Unite',
  'Telegram',
  'WhatsApp',
  'Android',
  'HarmonyOS',
  'RuStore',
  'ruID',
  'eGov',
  'UzDaily',
]
