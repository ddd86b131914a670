import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../../src/access/rights.ts'
import { openSession } from '../../src/access/sessions.ts'
import type { Finding } from '../../src/content/finding.ts'
import { type Tongue, tongues } from '../../src/content/interface.ts'
import { loadContent } from '../../src/content/load.ts'
import { fingerprint } from '../../src/content/pins.ts'
import type { Files } from '../../src/content/rules/rule.ts'
import { topicVersion } from '../../src/flow/approval.ts'
import { loadFlows } from '../../src/flow/load.ts'
import { everyNode } from '../../src/flow/rules/graph.ts'
import type { Script } from '../../src/flow/script.ts'
import type { Db } from '../../src/store/db.ts'
import { addStaff } from '../../src/store/staff.ts'
import { openMemory } from '../databases.ts'
import { smallCampaign, withCampaign } from '../lint/fixture.ts'
import { realScript } from '../walker.ts'
import { type Asked, askFor, openPages, signedIn, well, words } from './rig.ts'

let db: Db
beforeAll(async () => {
  db = await openMemory()
  await db.migrate()
})
afterAll(() => db.close())

/** Some tests read thousands of pages, and who reads them stays the same. */
function askedOnce(real: Db): Db {
  const answers = new Map<string, ReturnType<Db['run']>>()
  return {
    ...real,
    run(statement, params) {
      const question = JSON.stringify([statement, params])
      const answer = answers.get(question) ?? real.run(statement, params)
      answers.set(question, answer)
      return answer
    },
  }
}

type Reader = { now?: string; tongue?: Tongue }

/** The staff pages of a script, read by a viewer who has just signed in. */
async function site(script: Script, { now = '2026-11-24T08:00:00Z', tongue = 'en' }: Reader = {}) {
  const at = new Date(now)
  const staff = await addStaff(db, { name: 'Aigul', role: 'viewer', at: at.toISOString() })
  await db.run('update staff_account set tongue = $1 where id = $2::int', [tongue, String(staff)])
  const token = await openSession(db, { staff, browser: 'a test', now: at })
  const health = () => ({ ...well, databaseAway: true })
  const pages = openPages(askedOnce(db), { content: script.content, script, now: () => at, health })
  return (path: string, asked: Asked = {}) =>
    askFor(pages, path, { ...asked, headers: { cookie: `sapar=${token}` } })
}

function script(over: Files = {}): Script {
  return withCampaign(over, (root) => {
    const findings: Finding[] = []
    const loaded = loadFlows(root, loadContent(root, findings), findings)
    expect(findings).toEqual([])
    return loaded.script
  })
}

const small = smallCampaign()

describe('the content page', () => {
  const page = async (over: Files = {}, path = '', reader: Reader = {}) =>
    words(await (await site(script(over), reader))(`/staff/content${path}`))

  it('counts what is missing, outdated, not read and reviewed, by language and by topic', async () => {
    const pins = (small['content/ky/pins.yaml'] ?? '')
      .replace(/^(visit\.first): .*$/m, '$1: 00000000 reviewed')
      .replace(/^(visit\.last: \w+) reviewed$/m, '$1 draft')
    const over = {
      'content/ky/visit.yaml': "title: 'Элчилик'\nfirst: 'а'\nlast: 'б'\n",
      'content/ky/pins.yaml': pins,
    }
    const said = await page(over)
    const read = [...(script(over).content.texts.get('ru')?.keys() ?? [])].length - 3
    expect(said).toContain(`Kyrgyz 1 1 1 ${read} `)
    expect(said).toMatch(
      /Посольство 2 cards, 4 texts .*Kyrgyz: 1 missing, 1 outdated, 1 machine draft, 1 reviewed\./,
    )
    expect(await page(over, '/part/topic/visit')).toMatch(/Kyrgyz 1 1 1 1 /)
  })

  it('says once what is true of several languages', async () => {
    const over = {
      'content/campaign.yaml': (small['content/campaign.yaml'] ?? '').replace('[ru, ky]', '[ru, ky, kk]'),
      ...Object.fromEntries(
        Object.entries(small)
          .filter(([file]) => file.startsWith('content/ky/'))
          .map(([file, text]) => [file.replace('/ky/', '/kk/'), text]),
      ),
    }
    expect(await page(over)).toContain('ky kk Kyrgyz, Kazakh: 4 reviewed.')
  })

  it('leads from each topic to its page, with every card of it, and back', async () => {
    const ask = await site(script())
    const overview = await (await ask('/staff/content')).text()
    expect(overview).toMatch(
      /<li id="visit"><a class="name" href="\/staff\/content\/part\/topic\/visit" lang="ru">Посольство/,
    )
    expect(overview).toContain('href="/staff/content/part/flow/welcome"')
    const topic = await (await ask('/staff/content/part/topic/visit')).text()
    expect(topic).toContain(
      '<a href="/staff/content/card/visit.first" lang="ru">Встаньте на учёт за 15 дней.</a>',
    )
    expect(topic).toMatch(/<nav class="way"[^>]*>.*<a href="\/staff\/content">What the bot says<\/a>/)
    const flow = await (await ask('/staff/content/part/flow/welcome')).text()
    expect(flow).toContain('href="/staff/content/card/welcome.consent"')
  })

  it('says what is overdue and what is due soon, and which cards rest on it', async () => {
    expect(await page()).toContain('To be checked again 0 Overdue 0 In the next 30 days 2 Later')
    const calm = await page({}, '/due')
    expect(calm).toContain('Overdue Nothing. No card carries a caution.')
    expect(calm).toContain('2 facts and contacts. Open a month to see which. 2 January 2027')
    expect(await page({}, '/due/2027-01')).toContain('31 Jan 2027 f-1 a visit.first')
    const soon = await page({}, '/due', { now: '2027-01-10T08:00:00Z' })
    expect(soon).toMatch(
      /In the next 30 days 31 Jan 2027 f-1 a visit\.first 31 Jan 2027 ru-112 112 Спасение help\.start/,
    )
    const late = { now: '2027-02-10T08:00:00Z' }
    expect(await page({}, '', late)).toContain('2 Overdue 0 In the next 30 days 0 Later')
    expect(await page({}, '/due', late)).toMatch(
      /Overdue Their cards carry a caution until they are checked\. 31 Jan 2027 f-1/,
    )
  })

  it('lists the numbers that nobody has dialled, and whether people see them', async () => {
    expect(await page()).toContain('All numbers have been dialled.')
    expect(await page({}, '/undialled')).toContain('All numbers have been dialled.')
    const undialled = (small['content/contacts.yaml'] ?? '').replace('dialled: 2026-11-20', 'dialled: null')
    const shown = { 'content/contacts.yaml': undialled }
    expect(await page(shown)).toContain(
      '1 Shown to people on their source alone 0 Hidden until somebody dials them',
    )
    expect(await page(shown, '/undialled')).toContain(
      'Shown to people on their source alone 112 Спасение ru-112 Source: s , 2025 help.start',
    )
    const hidden = { 'content/contacts.yaml': undialled.replace('confidence: high', 'confidence: medium') }
    expect(await page(hidden, '/undialled')).toContain('Hidden until somebody dials them 112')
  })

  it('says of each topic whether an approval stands', async () => {
    const topic = '/part/topic/visit'
    expect(await page({}, topic)).toContain(
      'Nobody has approved this topic. sapar content approval-pack --topic visit',
    )
    const entry = (version: string) => ({
      'content/approvals.yaml': `- { topic: visit, by: Ministry, on: 2026-11-20, version: "${version}" }\n`,
    })
    const standing = entry(topicVersion(script(), 'visit'))
    expect(await page(standing)).toContain(' approved ')
    expect(await page(standing, topic)).toContain(' stands Ministry, 20 Nov 2026')
    expect(await page(entry('00000000'))).toContain(' approval void ')
    expect(await page(entry('00000000'), topic)).toContain(
      ' void since the topic changed Ministry, 20 Nov 2026',
    )
  })

  it('says what to do where there is nothing', async () => {
    const flow = (small['flows/visit.yaml'] ?? '').replace('topic: visit\n', '')
    const bare = await page({
      'flows/visit.yaml': flow,
      'flows/help.yaml': 'flow: help\nemergency: true\nstart: start\nnodes:\n  start: { kind: card }\n',
      'content/contacts.yaml': '{}\n',
      'content/campaign.yaml': (small['content/campaign.yaml'] ?? '').replace('[ru, ky]', '[ru]'),
    })
    expect(bare).toContain('No flow has a topic yet.')
    expect(bare).toContain('there is nothing to translate')
    expect(bare).toContain('There are no contacts yet.')
  })

  it('shows what is written in files as it stands there, never as a part of the page', async () => {
    const bad = '=HYPERLINK("https://a.example")<script>alert(1)</script>'
    const over = {
      'content/approvals.yaml': `- { topic: visit, by: '${bad}', on: 2026-11-20, version: "00000000" }\n`,
      'content/contacts.yaml': (small['content/contacts.yaml'] ?? '')
        .replace('source: s', `source: '${bad}'`)
        .replace('dialled: 2026-11-20', 'dialled: null'),
    }
    const ask = await site(script(over))
    for (const path of ['part/topic/visit', 'undialled', 'card/visit.first', 'card/help.start']) {
      const html = await (await ask(`/staff/content/${path}`)).text()
      expect([path, html]).toEqual([path, expect.stringContaining('=HYPERLINK(&quot;https://a.example')])
      expect(html).not.toContain('<script>')
    }
  })

  it.each([
    '/staff/content/part/topic/nothing',
    '/staff/content/part/flow/visit',
    '/staff/content/part/__proto__/constructor',
    '/staff/content/part/topic/%3Cscript%3E',
    '/staff/content/due/2027-02',
    '/staff/content/due/2027-13',
    '/staff/content/due/__proto__',
    '/staff/content/due/%3Cscript%3E',
  ])('%s does not exist, in plain words and with a way back', async (path) => {
    const response = await (await site(script()))(path)
    expect(response.status).toBe(404)
    const html = await response.text()
    expect(html).toMatch(/<h1>(There is no such part of the bot|Nothing is due in this month)<\/h1>/)
    expect(html).toContain('<a href="/staff/content">')
    expect(html).not.toContain('<script>')
  })

  it.each(tongues)('is light, however much the bot says (%s)', async (tongue) => {
    const ask = await site(realScript(), { tongue })
    const size = async (path: string) => Buffer.byteLength(await (await ask(path)).text())
    expect(await size('/staff/content')).toBeLessThan(100_000)
    expect(await size('/staff/content/due')).toBeLessThan(100_000)
    expect(await size('/staff/content/undialled')).toBeLessThan(100_000)
  })
})

describe('the language of the content pages', () => {
  const over = {
    'content/ky/visit.yaml': "title: 'Элчилик'\nfirst: '15 күндө каттоого туруңуз.'\nfirst.next: 'Кийинки'\n",
    'content/ky/profile.yaml': (small['content/ky/profile.yaml'] ?? '').replace('Таджикистан', 'Тажикстан'),
  }
  const read = async (path: string, tongue: Tongue) =>
    await (await (await site(script(over), { tongue }))(`/staff/content${path}`)).text()

  it('is that of whoever reads: words, days and names of languages', async () => {
    expect(await read('', 'ru')).toMatch(/<h1>Что говорит бот<\/h1>.*24 нояб\. 2026 г\..*Кыргызский/s)
    expect(await read('', 'ky')).toMatch(/<h1>Бот эмне айтат<\/h1>.*2026-ж\. 24-ноя\..*Кыргызча/s)
    expect(await read('/card/visit.first?lang=ky', 'ru')).toMatch(
      /<figcaption>Кыргызский<\/figcaption>.*<figcaption>Русский \(исходный\)/s,
    )
    expect(await read('/card/visit.first?citizenship=TJ', 'ky')).toMatch(
      /<a class="switch here" href="[^"]*citizenship=TJ" aria-current="true">Тажикстан<\/a>/,
    )
  })

  it('names topics and cards in it where the bot has them in it, else says which language they are in', async () => {
    expect(await read('', 'ky')).toContain('part/topic/visit">Элчилик</a>')
    expect(await read('/part/topic/visit', 'ky')).toContain('visit.first">15 күндө каттоого туруңуз.</a>')
    expect(await read('/part/topic/visit', 'ky')).toContain('visit.last" lang="ru">Готово.</a>')
    expect(await read('', 'ru')).toContain('part/topic/visit">Посольство</a>')
    expect(await read('', 'en')).toContain('part/topic/visit" lang="ru">Посольство</a>')
    expect(await read('/card/visit.first', 'ru')).toContain('<span lang="en">a</span>')
  })

  it('leaves nothing in English on the real pages but what the files say in English', async () => {
    for (const tongue of ['ru', 'ky'] as const) {
      const ask = await site(realScript(), { tongue })
      for (const path of ['', '/due', '/undialled', '/part/topic/ru.patent', '/card/patent.start?lang=tg']) {
        const html = await (await ask(`/staff/content${path}`)).text()
        const main = /<main>.*<\/main>/s.exec(html)?.[0] ?? ''
        const own = main
          .replace(/<(\w+)[^>]* lang="(?!ru|ky)[^"]*"[^>]*>.*?<\/\1>/gs, '')
          .replace(/<(code|a|span)[^>]*class="(id|code)"[^>]*>.*?<\/\1>|<code>.*?<\/code>/gs, '')
        const english = words(new Response(own))
        expect([path, (await english).match(/\b(the|of|and|is|cards?|texts?|from)\b/gi)]).toEqual([
          path,
          null,
        ])
      }
    }
  })
})

describe('the door of the content pages', () => {
  const paths = ['', '/due', '/due/2027-01', '/undialled', '/part/topic/visit', '/card/visit.first'].map(
    (path) => `/staff/content${path}`,
  )

  it('sends who has not signed in to sign in, and takes nothing from them', async () => {
    const real = script()
    const pages = openPages(db, { content: real.content, script: real })
    for (const path of paths) {
      const response = await askFor(pages, path)
      expect([path, response.status, response.headers.get('location')]).toEqual([
        path,
        303,
        `/staff/sign-in?to=${encodeURIComponent(path)}`,
      ])
    }
  })

  it('asks the database who reads and nothing else', async () => {
    const real = script()
    const health = () => ({ ...well, databaseAway: true })
    const { ask } = await signedIn(db, 'viewer', { content: real.content, script: real, health })
    for (const path of paths) {
      const before = db.roundTrips()
      await ask(path)
      expect([path, db.roundTrips() - before]).toEqual([path, 1])
    }
  })

  it('is open to every role, to read and nothing more', async () => {
    const real = script()
    for (const role of roles) {
      const { ask } = await signedIn(db, role, { content: real.content, script: real })
      for (const path of paths) {
        expect([role, path, (await ask(path)).status]).toEqual([role, path, 200])
        const refused = await ask(path, { form: { a: 'b' } })
        expect([path, refused.status, refused.headers.get('allow')]).toEqual([path, 405, 'GET, HEAD'])
      }
    }
  })
})

describe('the page of a card', () => {
  it('shows the card as the person sees it, beside the Russian, its facts and its state', async () => {
    const over = {
      'content/ky/visit.yaml': (small['content/ky/visit.yaml'] ?? '').replace('Встаньте', 'Туруңуз'),
      'content/ky/pins.yaml': (small['content/ky/pins.yaml'] ?? '').replace(
        /^visit\.first: .*$/m,
        `visit.first: ${fingerprint('Встаньте на учёт за 15 дней.')} reviewed by Aigul on 2026-11-20`,
      ),
    }
    const response = await (await site(script(over)))('/staff/content/card/visit.first?lang=ky')
    expect(response.status).toBe(200)
    const html = await response.text()
    expect(html).toMatch(
      /<figcaption>Kyrgyz<\/figcaption>.*Туруңуз на учёт.*<figcaption>Russian \(source\).*Встаньте на учёт/s,
    )
    expect(html).toMatch(/<a class="button" href="\/staff\/content\/card\/visit\.last\?lang=ky">\s*Дальше/)
    expect(html).toMatch(
      /<a class="button" href="\/staff\/content\/card\/visit\.first\?lang=ky&amp;view=src">/,
    )
    const said = await words(new Response(html))
    expect(said).toContain('Asked first, when it is not known: profile.citizenship')
    expect(said).toContain('Reviewed visit.first by Aigul, 20 Nov 2026')
    expect(said).toContain(
      'f-1 a МВД , 2026 Confidence: high. For: all. Checked 24 Nov 2026. check again by 31 Jan 2027',
    )
    expect(said).toContain('What leads here menu.start')
  })

  it('shows a side of the card when a button asks for it', async () => {
    const html = await (
      await (
        await site(script())
      )('/staff/content/card/visit.first?lang=ky&view=src')
    ).text()
    expect(html).toContain('•')
  })

  it('shows what a citizenship changes, and keeps it while one walks on', async () => {
    const over = {
      'flows/visit.yaml': (small['flows/visit.yaml'] ?? '').replace(
        'next: last',
        'next: { to: last, when: "citizenship == \'TJ\'" }',
      ),
    }
    const ask = await site(script(over))
    const without = await (await ask('/staff/content/card/visit.first?lang=ky')).text()
    expect(without).not.toMatch(/class="button" href="[^"]*visit\.last/)
    const tajik = await (await ask('/staff/content/card/visit.first?lang=ky&citizenship=TJ')).text()
    expect(tajik).toMatch(
      /class="button" href="\/staff\/content\/card\/visit\.last\?lang=ky&amp;citizenship=TJ"/,
    )
  })

  it('explains a node that nobody sees', async () => {
    const over = {
      'flows/visit.yaml':
        'flow: visit\ntopic: visit\nstart: first\nnodes:\n  first: { kind: route, routes: [{ when: "citizenship == \'TJ\'", to: last }], otherwise: last }\n  last: { kind: card, end: true }\n',
      'content/ru/visit.yaml': "title: 'Посольство'\nlast: 'Готово.'\n",
    }
    const said = await words(await (await site(script(over)))('/staff/content/card/visit.first'))
    expect(said).toContain('Nobody sees this: it chooses the next card')
    expect(said).toContain('when citizenship == &#39;TJ&#39; Готово. otherwise Готово.')
  })

  it.each([
    '/staff/content/card/visit.nothing',
    '/staff/content/card/visit',
    '/staff/content/card/visit.',
    '/staff/content/card/.first',
    '/staff/content/card/__proto__.constructor',
    '/staff/content/card/visit.constructor',
    '/staff/content/card/visit.first.next',
    '/staff/content/card/%00',
    '/staff/content/card/%E0%A4%A',
    '/staff/content/card/visit.first?lang=xx',
    '/staff/content/card/visit.first?lang=tg',
    '/staff/content/card/visit.first?lang=',
    '/staff/content/card/visit.first?citizenship=XX',
    '/staff/content/card/visit.first?citizenship=%3Cscript%3E',
    '/staff/content/card/visit.first?view=keep',
    '/staff/content/card/visit.first?view=c-ru-112',
    '/staff/content/card/visit.first?view=__proto__',
    '/staff/content/card/visit.first/more',
  ])('%s does not exist, in plain words', async (path) => {
    const response = await (await site(script()))(path)
    expect(response.status).toBe(404)
    expect(await response.text()).toMatch(
      /^There is no such page\.\n$|<h1>There is no such card<\/h1>.*<a href="\/staff\/content">/s,
    )
  })

  it('can be looked at in every language and for every citizenship, whatever the node', async () => {
    const real = realScript()
    const ask = await site(real)
    const { languages, citizenships } = real.content.campaign
    for (const { flow, id } of everyNode(real)) {
      for (const lang of languages) {
        const path = `/staff/content/card/${flow.flow}.${id}?lang=${lang}`
        expect([path, (await ask(path)).status]).toEqual([path, 200])
      }
      const path = `/staff/content/card/${flow.flow}.${id}?citizenship=${citizenships[0]}`
      expect([path, (await ask(path)).status]).toEqual([path, 200])
    }
  }, 180_000)

  it('is reached from the list of topics, whatever the node; all links exist, and nothing is inline', async () => {
    const real = realScript()
    const ask = await site(real)
    const waiting = ['/staff/content']
    const seen = new Map<string, string>()
    const anchors = new Set<string>()
    for (let link = waiting.pop(); link !== undefined; link = waiting.pop()) {
      if (seen.has(pageOf(link))) continue
      const response = await ask(link)
      expect([link, response.status]).toEqual([link, 200])
      const html = await response.text()
      expect(html).not.toMatch(/<style|<script(?! src="\/staff\/staff\.js")|\sstyle=|\son\w+=/)
      seen.set(pageOf(link), html)
      for (const [, href = ''] of html.matchAll(/href="(\/staff\/content[^"]*)"/g)) {
        const next = href.replaceAll('&amp;', '&')
        waiting.push(next)
        if (next.includes('#')) anchors.add(next)
      }
    }
    expect(anchors.size).toBeGreaterThan(0)
    for (const anchor of anchors) {
      const [page = '', id] = anchor.split('#')
      expect([anchor, seen.get(page)]).toEqual([anchor, expect.stringContaining(`id="${id}"`)])
    }
    const cards = everyNode(real).map(({ flow, id }) => `/staff/content/card/${flow.flow}.${id}`)
    expect(cards.filter((card) => !seen.has(card))).toEqual([])
  }, 180_000)
})

/** The language and citizenship of a card change what stands on its page; that each can be had is tested above. */
function pageOf(link: string): string {
  const { pathname, searchParams } = new URL(link, 'http://localhost')
  const view = searchParams.get('view')
  return view === null ? pathname : `${pathname}?view=${view}`
}
