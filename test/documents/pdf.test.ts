import { describe, expect, it } from 'vitest'
import type { Paper } from '../../src/content/paper.ts'
import { makePdf } from '../../src/documents/pdf.ts'
import { form, letters, longPaper } from './papers.ts'
import { pageStreams, pageTexts } from './pdf-text.ts'

const latin = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')

describe('a PDF', () => {
  it('holds every word of the paper, in letters that can be searched and copied', async () => {
    const [first = '', second = ''] = pageTexts(await makePdf(form))
    const text = `${first}${second}`
    expect(text).not.toContain('\ufffd')
    for (const words of [
      'Заявление о невыплате',
      'печатными буквами',
      'A & B, 1 < 2.',
      'XO-1l0O',
      '09.12.2026',
      'Последний день',
    ])
      expect(text).toContain(words)
  })

  it('has every letter of the region’s languages, regular, bold and slanted', async () => {
    const blocks: Paper['blocks'] = [
      { as: 'text', html: letters },
      { as: 'text', html: `<b>${letters}</b>` },
      { as: 'text', html: `<i>${letters}</i>` },
    ]
    const [text = ''] = pageTexts(await makePdf({ ...form, title: 'x', blocks }))
    for (const letter of letters.replaceAll(' ', '')) expect(text.split(letter).length - 1, letter).toBe(3)
  })

  it('numbers its pages and repeats its foot', async () => {
    const texts = pageTexts(await makePdf(longPaper(30)))
    expect(texts.length).toBeGreaterThan(2)
    for (const [at, text] of texts.entries()) {
      expect(text).toContain(`${at + 1} / ${texts.length}`)
      expect(text).toContain('Проверено: 24.11.2026')
    }
  })

  it('never leaves a heading alone at the foot of a page', async () => {
    for (let before = 8; before < 16; before++) {
      const { blocks } = longPaper(before)
      const after: Paper['blocks'] = [
        { as: 'heading', html: 'Заголовок' },
        { as: 'note', html: '<i>По-русски:</i>' },
        { as: 'text', html: '<b>Второй заголовок</b>' },
        { as: 'text', html: 'Под заголовком. '.repeat(12) },
      ]
      const texts = pageTexts(await makePdf({ ...form, size: 'A5', blocks: [...blocks, ...after] }))
      const page = texts.findIndex((text) => text.includes('Заголовок'))
      expect(texts[page], `after ${before} paragraphs`).toMatch(/По-русски.*Второй.*Под заголовком/)
    }
  })

  it('loses nothing of a paper that is bold all over', async () => {
    const blocks: Paper['blocks'] = Array.from({ length: 60 }, (_, at) => ({
      as: 'text',
      html: `<b>Строка ${at}.</b>`,
    }))
    const texts = pageTexts(await makePdf({ ...form, size: 'A5', blocks }))
    expect(texts.length).toBeGreaterThan(2)
    for (let at = 0; at < 60; at++) expect(texts.join('')).toContain(`Строка ${at}.`)
  })

  it('lists its topics in the contents with their pages, and the headings below them as bookmarks', async () => {
    const blocks: Paper['blocks'] = [
      { as: 'contents', html: 'Содержание' },
      { as: 'topic', html: 'Первая тема' },
      { as: 'heading', html: 'Карточка один' },
      { as: 'text', html: 'Слова' },
      { as: 'topic', html: 'Вторая тема' },
    ]
    const pdf = await makePdf({ ...form, blocks })
    const texts = pageTexts(pdf)
    expect(texts.length).toBe(3)
    expect(texts[0]).toMatch(/Первая тема2Вторая тема3/)
    expect(latin(pdf)).toMatch(/\/Outlines \d+ 0 R/)
    const bookmark = Buffer.from('Карточка один', 'utf16le')
      .swap16()
      .toString('latin1')
      .replaceAll('\\', '\\\\')
    expect(latin(pdf)).toContain(bookmark)
  })

  it('tells nothing of who asked for it: the same paper gives the same bytes', async () => {
    const [one, two] = [await makePdf(form), await makePdf(form)]
    expect(Buffer.compare(one, two)).toBe(0)
    const info = latin(one)
    expect(info).not.toMatch(/\/Author|\/ModDate|\/Subject|\/Keywords|xmp/)
    expect(info).toMatch(/\/Producer \d+ 0 R|\/Producer \(/)
    expect(info).toContain('(D:19700101000000Z)')
    expect(info).toContain('/Lang (ru)')
  })

  it('carries only the letters it uses: a page stays below 60 KB', async () => {
    const pdf = await makePdf({ ...form, size: 'A5' })
    const names = new Set([...latin(pdf).matchAll(/\/BaseFont \/(\S+)/g)].map(([, name = '']) => name))
    expect(names.size).toBeGreaterThan(1)
    for (const name of names) expect(name).toMatch(/^[A-Z]{6}\+DejaVuSans(-Bold|-Oblique)?$/)
    expect(pdf.length).toBeLessThan(60_000)
  })

  it('is A4 or A5', async () => {
    expect(latin(await makePdf(form))).toContain('/MediaBox [0 0 595.28 841.89]')
    const small = await makePdf({ ...form, size: 'A5' })
    expect(latin(small)).toContain('/MediaBox [0 0 419.53 595.28]')
    expect(pageTexts(small).length).toBe(2)
  })

  it('is black on white, without a grey or a colour that a copier would lose', async () => {
    const drawn = pageStreams(await makePdf(form)).join('\n')
    const colours = [...drawn.matchAll(/^([\d. ]+) (?:scn|SCN|rg|RG|g|G)$/gm)].map(([, colour]) => colour)
    expect(colours.length).toBeGreaterThan(5)
    expect(colours.filter((colour) => colour !== '0 0 0')).toEqual([])
  })

  it('refuses a tag that no card may have, in plain words', async () => {
    const blocks: Paper['blocks'] = [{ as: 'text', html: 'a <font>b</font>' }]
    await expect(makePdf({ ...form, blocks })).rejects.toThrow(
      'takes the tags b, i, u, code and a, not <font>',
    )
  })
})
