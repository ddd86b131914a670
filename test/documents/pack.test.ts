import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { transform } from 'esbuild'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Language } from '../../src/campaign/campaign.ts'
import { makeBook } from '../../src/documents/book.ts'
import { makePack } from '../../src/documents/pack.ts'
import { openBrowser } from '../browser.ts'
import { realScript } from '../walker.ts'
import { bookScript } from './campaign.ts'

const today = '2026-11-24'
const languages: readonly Language[] = realScript().content.campaign.languages
const idsIn = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)

describe('a pack', () => {
  it.each(languages)('is one small file that leads nowhere in vain (%s)', (language) => {
    const began = performance.now()
    const html = makePack(realScript(), language, today)
    expect(performance.now() - began).toBeLessThan(1000)
    expect(Buffer.byteLength(html)).toBeLessThan(1_000_000)
    expect(html).toContain(`<html lang="${language}">`)
    const ids = idsIn(html)
    expect(new Set(ids).size).toBe(ids.length)
    const links = [...html.matchAll(/ href="([^"]+)"/g)].map(([, link = '']) => link)
    expect(links.filter((link) => link.startsWith('#') && !ids.includes(link.slice(1)))).toEqual([])
    expect(links.filter((link) => !/^(#|tel:\+?\d+$|https:\/\/)/.test(link))).toEqual([])
    expect(html).not.toMatch(/ (src|srcset|action|on\w+|style)=|@import|url\(/)
  })

  it('says of each card when it was checked and that a program translated it, and warns of what is overdue', () => {
    const { phrases } = realScript().content
    const html = makePack(realScript(), 'ky', '2099-01-01')
    const cards = [...html.matchAll(/<article class="card words[^>]*>[\s\S]*?<\/article>/g)].map(
      ([card]) => card,
    )
    const checked = cards.filter((card) =>
      card.includes(phrases.html('ky', 'ui.checked', { date: '24.11.2026' })),
    )
    expect(checked.length).toBeGreaterThan(50)
    for (const card of checked) expect(card).toContain(phrases.html('ky', 'ui.stale'))
    for (const card of cards) expect(card).toContain(phrases.html('ky', 'ui.draft'))
    expect(/id="help\.danger">([\s\S]*?)<\/article>/.exec(html)?.[1]).toContain(
      phrases.html('ky', 'ui.in_russian'),
    )
  })

  it('marks a card that is to be shown to an official', () => {
    const html = makePack(bookScript(), 'ru', today)
    expect(html).toContain('<article class="card words official" id="visit.first">')
    expect(html).toContain('<article class="card words" id="visit.long">')
  })

  it('has a script that a phone of 2015 understands', async () => {
    const script = readFileSync('src/documents/pack-page.js', 'utf8')
    const { warnings } = await transform(script, { target: 'es5', loader: 'js' })
    expect(warnings).toEqual([])
    expect(script.replace("'`'", '')).not.toMatch(
      /=>|`|\b(?:let|const|class|async)\b|\?\.|\?\?|\.\.\.|\.(includes|forEach|from|closest)\(/,
    )
  })
})

describe('a pack in a browser without a network', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sapar-pack-'))
  const own = new Map(languages.map((language) => [language, makePack(realScript(), language, today)]))
  let browser: Browser

  beforeAll(async () => {
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true })
  })

  /** Opens a pack on a phone 360 wide; whatever it asks of the net or complains of ends in `told`. */
  async function open(
    html = '',
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; told: string[] }> {
    const file = join(folder, 'pack.html')
    writeFileSync(file, html)
    const context = await browser.newContext({
      viewport: { width: 360, height: 720 },
      offline: true,
      ...options,
    })
    const page = await context.newPage()
    const told: string[] = []
    page.on('request', (request) => told.push(`request ${request.url()}`))
    page.on('console', (message) => told.push(message.text()))
    page.on('pageerror', (error) => told.push(error.message))
    await page.goto(`file://${file}`)
    return { page, told }
  }

  const shown = (page: Page) => page.locator('.card:visible').evaluateAll((all) => all.map(({ id }) => id))

  it.each(['light', 'dark'] as const)('asks for nothing and fits a phone (%s)', async (colorScheme) => {
    for (const language of languages) {
      const { page, told } = await open(own.get(language), { colorScheme })
      await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true })')
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
      expect(told).toEqual([`request file://${join(folder, 'pack.html')}`])
      expect(await page.locator('a[href="tel:112"]').first().isVisible()).toBe(true)
      await page.context().close()
    }
  })

  it('leads from the menu to a topic, from card to card, back, and to help from anywhere by one tap', async () => {
    const { page } = await open(makePack(bookScript(), 'ru', today))
    const topic = ['first', 'days', 'long', 'short', 'bag', 'test', 'who'].map((id) => `visit.${id}`)
    expect(await shown(page)).toEqual([])
    await page.click('.bar a[href="#menu"]')
    await page.click('summary >> text="Россия"')
    await page.click('.group[open] a >> text="Учёт"')
    expect(await shown(page)).toEqual(topic)
    await page.click('[id="visit.days"] .ways a >> text="30 дней"')
    await page.click('.bar .help')
    expect(await page.locator('.numbers a[href="tel:112"]').first().isVisible()).toBe(true)
    expect(await shown(page)).toEqual([])
    await page.goBack()
    expect(await shown(page)).toEqual(topic)
    expect(page.url()).toMatch(/#visit\.long$/)
    await page.context().close()
  })

  it('finds a card by its title or its words, in letters as they are typed', async () => {
    const { page } = await open(own.get('ky'))
    const found = async (words: string) => {
      await page.fill('#search', words)
      return page.locator('#found a').evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    }
    expect(await found('ПАСПОРТТУ АЛЫП КОЮШТУ')).toContain('#help.passport')
    expect((await found('дарыгер')).length).toBeGreaterThan(0)
    expect(await found('турмуш жолдош омур')).toEqual(await found('Турмуш жолдош өмүр'))
    expect((await found('омур')).length).toBeGreaterThan(0)
    expect(await found('омур')).toEqual(await found('ӨМҮР'))
    await found('паспорт')
    expect(await page.locator('#found a').first().textContent()).toMatch(/паспорт/i)
    expect(await found('ыыыыы')).toEqual([])
    expect(await page.locator('#none').isVisible()).toBe(true)
    await found('паспорт')
    const target = await page.locator('#found a').first().getAttribute('href')
    await page.click('#found a >> nth=0')
    expect((await shown(page)).map((id) => `#${id}`)).toContain(target)
    await page.context().close()
  })

  it('finds Tajik, Kazakh and Uzbek words typed without their own letters', async () => {
    const words = 'Ҷавоби ӯ ҳақ ғам ӣ ұлт әке һәм oʻzbekcha maʼlumot'
    const html = makePack(bookScript(), 'ru', today)
    const { page } = await open(
      html.replace('<html lang="ru">', '<html lang="tg">').replaceAll('>30 дней<', `>${words}<`),
    )
    for (const typed of [
      'чавоби',
      'жавоби',
      'ҷавоби',
      'у хак гам',
      'улт аке хам',
      'ozbekcha',
      "o'zbekcha malumot",
    ]) {
      await page.fill('#search', typed)
      const found = await page
        .locator('#found a')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href')))
      expect(found, typed).toEqual(['#visit.long'])
    }
    await page.context().close()
  })

  it('is readable and leads everywhere without its script', async () => {
    const { page } = await open(own.get('ru'), { javaScriptEnabled: false })
    const cards = makeBook(realScript(), 'ru', today).topics.flatMap(({ leaves }) => leaves).length
    expect(await page.locator('.card:visible').count()).toBe(cards)
    expect(await page.locator('#search').isVisible()).toBe(false)
    await page.click('.numbers .ways a >> nth=0')
    expect(page.url()).toMatch(/#help\.danger$/)
    await page.context().close()
  })

  it('prints all cards, without search and menu', async () => {
    const { page } = await open(own.get('ru'))
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.card').count()).toBe(await page.locator('.card:visible').count())
    for (const hidden of ['#search', '.bar', '#menu'])
      expect(await page.locator(hidden).isVisible()).toBe(false)
    await page.context().close()
  })
})
