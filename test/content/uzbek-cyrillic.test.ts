import { expect, test } from 'vitest'
import { Phrasebook } from '../../src/content/texts.ts'
import { uzbekCyrillic } from '../../src/content/uzbek-cyrillic.ts'

test.each([
  [
    'Oʻzbekiston fuqarolari 15 kun ichida roʻyxatdan oʻting.',
    'Ўзбекистон фуқаролари 15 кун ичида рўйхатдан ўтинг.',
  ],
  ['yoʻq, maʼlumot, eʼlon, sanʼat, isʼhoq', 'йўқ, маълумот, эълон, санъат, исҳоқ'],
  ['Shartnoma, chegara, yashash, Yevropa, yetim', 'Шартнома, чегара, яшаш, Европа, етим'],
  ['registratsiya, litsenziya, ketsangiz, aytsa', 'регистрация, лицензия, кетсангиз, айтса'],
  ['oktabr, oktabrda, rubl, obyekt', 'октябрь, октябрда, рубль, объект'],
  ['OʻZBEKISTON', 'ЎЗБЕКИСТОН'],
])('writes %s in Cyrillic', (latin, cyrillic) => {
  expect(uzbekCyrillic(latin)).toBe(cyrillic)
})

test('gives abbreviations their own form, and endings after names and abbreviations the Cyrillic letters', () => {
  expect(uzbekCyrillic('IIVdan, YeOIIda, AQShning, EPSga, SMSsiz, ruIDda, WhatsAppga, Telegramda')).toBe(
    'ИИВдан, ЕОИИда, АҚШнинг, EPSга, SMSсиз, ruIDда, WhatsAppга, Telegramда',
  )
  expect(uzbekCyrillic('E-9 viza, The Astana Times, TASS (ТАСС)')).toBe('E-9 виза, The Astana Times, ТАСС')
})

test('does not rewrite what is filled in', () => {
  const phrases = new Phrasebook(
    new Map([['uz', new Map([['x.a', { text: 'Firma: {name}', file: 'x', line: 1, column: 1 }]])]]),
  )
  expect(phrases.html('uz-Cyrl', 'x.a', { name: 'Jol Trade' })).toBe('Фирма: Jol Trade')
  expect(phrases.plain('uz-Cyrl', 'x.a', { name: 'Jol Trade' })).toBe('Фирма: Jol Trade')
})

test('leaves tags, addresses, commands, abbreviations and names of programs as they are', () => {
  const text =
    '<a href="https://migrant.kg/a">migrant.kg</a> /stop @sapar_bot ruID RuStore WhatsApp SMS &amp; РВП'
  expect(uzbekCyrillic(text)).toBe(text)
})
