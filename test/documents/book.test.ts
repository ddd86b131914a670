import { describe, expect, it } from 'vitest'
import { type Leaf, makeBook } from '../../src/documents/book.ts'
import { bookPaper, leafPaper, pictured } from '../../src/documents/book-paper.ts'
import { makePdf } from '../../src/documents/pdf.ts'
import { realScript } from '../walker.ts'
import { bookScript } from './campaign.ts'
import { pageTexts } from './pdf-text.ts'

const today = '2026-11-24'
const script = bookScript()
const book = makeBook(script, 'ru', today)
const leaves = new Map(
  book.topics.flatMap((topic) => topic.leaves).map((leaf): [string, Leaf] => [leaf.id, leaf]),
)

describe('a book of all topics', () => {
  it('has help first, then the topics as the menu comes to them, each with its cards in the order of its flow', () => {
    expect(book.topics.map(({ id, leaves }) => [id, leaves.map((leaf) => leaf.id)])).toEqual([
      ['help', ['help.start']],
      ['about', ['about.start']],
      ['visit', ['first', 'days', 'long', 'short', 'bag', 'test', 'who'].map((id) => `visit.${id}`)],
    ])
  })

  it('leaves out what only a person’s answers could fill, and what only leads there', () => {
    for (const id of ['dates.start', 'dates.came', 'dates.result', 'visit.score', 'visit.lost', 'me.stop'])
      expect(leaves.has(id), id).toBe(false)
  })

  it('passes by questions whose answers all lead the same way', () => {
    expect(leaves.get('visit.first')?.ways).toContainEqual({ label: 'Сколько страниц', to: 'visit.bag' })
    expect(leaves.has('visit.pages') || leaves.has('visit.where')).toBe(false)
  })

  it('shows all outcomes of a choice by citizenship, each with whom it is for', () => {
    expect(leaves.get('visit.days')).toMatchObject({ choice: true, title: 'Сколько дней', body: 'Выберите' })
    expect(leaves.get('visit.days')?.ways).toEqual([
      { label: '<b>Кыргызстан:</b> 30 дней', to: 'visit.long' },
      { label: '<b>Таджикистан, Другое:</b> 15 дней', to: 'visit.short' },
    ])
  })

  it('leads where the buttons lead, each target once; buttons that act have no place in it', () => {
    expect(leaves.get('visit.first')?.ways).toEqual([
      { label: 'Сколько дней', to: 'visit.days' },
      { label: 'Сколько страниц', to: 'visit.bag' },
      { label: 'Учёт', to: 'visit.test' },
      { label: 'Страница', url: 'https://example.org' },
    ])
  })

  it('has the menu with its pages within pages, without empty ones', () => {
    expect(book.menu).toMatchObject([
      { title: 'Меню', ways: [{ label: 'Кто мы', to: 'about.start' }] },
      {
        title: 'Россия',
        body: 'Правила меняются.',
        ways: [{ label: 'Учёт', to: 'visit.first' }],
        groups: [{ title: 'Сроки', ways: [{ label: 'Кто поможет', to: 'visit.who' }], groups: [] }],
      },
    ])
    expect(book.menu[1]?.groups.length).toBe(1)
  })

  it('splits a card into title, words and the day of its check', () => {
    expect(leaves.get('visit.first')).toMatchObject({
      title: 'Встаньте на учёт',
      body: 'Срок 15 дней &amp; меньше.',
      foot: expect.stringContaining('24.11.2026'),
      show: true,
    })
  })

  it('lists things to tick, a test’s questions with all answers, and contacts that can be dialled', () => {
    expect(leaves.get('visit.bag')).toMatchObject({ ticks: true, items: ['Копии', 'Деньги'] })
    expect(leaves.get('visit.test')?.items).toEqual([
      '<b>Можно ли?</b>\n<b>Да</b> – Верно.\n<b>Нет</b> – Можно.',
    ])
    expect(leaves.get('visit.test')?.foot).toContain('24.11.2026')
    expect(leaves.get('visit.who')?.items[0]).toContain('<b>Спасение</b>\n')
    expect(leaves.get('visit.who')?.items[0]).toContain('<a href="tel:112">112</a>')
    expect(leaves.get('visit.short')?.body).toBe('<b><a href="tel:112">112</a></b> – Спасение')
    expect(book.numbers).toBe('<b><a href="tel:112">112</a></b> – Спасение')
  })

  it('gives pictures of the cards that are marked for it, and of no others', () => {
    const marked = pictured(script, book)
    expect(marked.map(({ id }) => id)).toEqual(['visit.first', 'visit.bag'])
    expect(marked.map((leaf) => leafPaper(leaf, book))).toMatchObject([
      { name: 'sapar-ru-visit-first', title: 'Встаньте на учёт', blocks: [{ as: 'text' }] },
      { name: 'sapar-ru-visit-bag', blocks: [{ as: 'text' }, { as: 'tick' }, { as: 'tick' }] },
    ])
  })
})

describe('the project’s own book', () => {
  it.each(realScript().content.campaign.languages)(
    'is a PDF with contents and all of its letters (%s)',
    async (language) => {
      const own = makeBook(realScript(), language, today)
      const pdf = await makePdf(bookPaper(realScript(), own))
      expect(pdf.length).toBeLessThan(2_500_000)
      const texts = pageTexts(pdf)
      expect(texts.join('')).not.toContain('\ufffd')
      const last = own.topics.at(-1)?.title ?? ''
      expect(texts.at(-1)).toContain(`${texts.length} / ${texts.length}`)
      const at = texts.findLastIndex((text) => text.startsWith(last))
      expect(texts.slice(0, at).join(' ')).toContain(`${last}${at + 1}`)
    },
  )

  it('gives every number that can be shown as a link that a phone dials', () => {
    const items = makeBook(realScript(), 'ru', today).topics.flatMap(({ leaves }) =>
      leaves.filter(({ id }) => id.startsWith('contacts.')).flatMap(({ items }) => items),
    )
    expect(items.length).toBeGreaterThan(10)
    expect(items.filter((item) => !/<a href="(tel:\+?\d+|https:[^"]+)">/.test(item))).toEqual([])
  })
})
