import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEmbedded } from '../../src/store/db.ts'
import { openBrowser } from '../browser.ts'
import { Child } from './child.ts'

/*
 * The main job, on real input: one command, and a person opens the chat in a browser on a phone, chooses Kyrgyz, walks through
 * a topic to its end and asks for help; every step is saved and counted.
 */
describe('a person on a phone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sapar-demo-'))
  const demo = new Child({ DATA_DIR: folder })
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    await demo.start()
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 360, height: 720 }, isMobile: true, hasTouch: true })
  })
  afterAll(async () => {
    await browser.close()
    await demo.end('SIGKILL')
  })

  const press = (label: string) => page.getByRole('button', { name: label, exact: true }).last().click()
  const see = (text: string) => page.getByText(text).last().waitFor()

  it('walks through a topic in Kyrgyz, asks for help, and all of it is counted', async () => {
    await page.goto(`${demo.url}/chat`)
    await page.getByRole('button', { name: /start/i }).last().click()
    await see('Тилди тандаңыз')
    await press('Кыргызча')
    await see('Жолго чыгардан мурун үч нерсе')
    await press('Кийинки')
    await press('Улантуу')
    await press('Россия')
    await press('Кирүү жана каттоо')
    await press('Каттоо')
    await press('Башка жер')
    await press('Кыргызстан')
    await see('30 күн')
    await page.screenshot({ path: join(folder, 'topic.png') })
    await press('Каттоого туруу')
    await see('Каттоого кантип турса болот')
    await press('Шашылыш жардам')
    await see('112')
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    expect(wide).toBeLessThanOrEqual(360)
    expect(await demo.end('SIGTERM')).toBe(0)

    const db = await openEmbedded(folder)
    const rows = await db.run(
      'select item.name from event join item on item.id = event.item where kind = 4 order by event.at, item.name',
      [],
    )
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'welcome.useful',
        'registration.where',
        'registration.days-30',
        'registration.how',
        'help.start',
      ]),
    )
    expect(await db.run('select language, counting from account', [])).toEqual([
      { language: 'ky', counting: 'counted' },
    ])
    const completed = await db.run(
      'select name from event join item on item.id = event.item where kind = 5',
      [],
    )
    expect(completed).toEqual([{ name: 'ru.registration' }])
    await db.close()
  })
})
