import type { HttpBindings } from '@hono/node-server'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../src/content/finding.ts'
import { loadContent } from '../../src/content/load.ts'
import { fingerprint } from '../../src/content/pins.ts'
import type { Files } from '../../src/content/rules/rule.ts'
import { topicVersion } from '../../src/flow/approval.ts'
import { loadFlows } from '../../src/flow/load.ts'
import { everyNode } from '../../src/flow/rules/graph.ts'
import type { Script } from '../../src/flow/script.ts'
import { makeStaffApp } from '../../src/staff/app.tsx'
import type { Db } from '../../src/store/db.ts'
import { smallCampaign, withCampaign } from '../lint/fixture.ts'
import { realScript } from '../walker.ts'

const health = () => ({ databaseAway: true, spoolBytes: 0, setAside: 0, lost: 0 })
/** The pages of content ask no database: this one would fail every question. */
const noDb = { run: () => Promise.reject(new Error('asked')) } as Partial<Db> as Db
const here = { incoming: { socket: { remoteAddress: '127.0.0.1' } } } as HttpBindings

function site(script: Script, now = '2026-11-24T08:00:00Z') {
  const app = makeStaffApp({ db: noDb, content: script.content, script, now: () => new Date(now), health })
  return (path: string) =>
    app.request(new Request(`http://localhost${path}`, { headers: { host: 'localhost' } }), undefined, here)
}

function script(over: Files = {}): Script {
  return withCampaign(over, (root) => {
    const findings: Finding[] = []
    const loaded = loadFlows(root, loadContent(root, findings), findings)
    expect(findings).toEqual([])
    return loaded.script
  })
}

async function words(response: Response | Promise<Response>): Promise<string> {
  return (await (await response).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

const small = smallCampaign()

describe('the content page', () => {
  const page = (over: Files = {}, now?: string) => words(site(script(over), now)('/staff/content'))

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
  })

  it('lists every card of a topic with a link to its page', async () => {
    const html = await (await site(script())('/staff/content')).text()
    expect(html).toContain(
      '<a href="/staff/content/card/visit.first" lang="ru">Встаньте на учёт за 15 дней.</a>',
    )
    expect(html).toContain('href="/staff/content/card/welcome.consent"')
  })

  it('says what is overdue and what is due soon, and which cards rest on it', async () => {
    const calm = await page()
    expect(calm).toContain('Overdue Nothing. No card carries a caution.')
    expect(calm).toContain('2 later, from 31 Jan 2027 on')
    const soon = await page({}, '2027-01-10T08:00:00Z')
    expect(soon).toMatch(
      /In the next 30 days 31 Jan 2027 f-1 a visit\.first 31 Jan 2027 ru-112 112 Спасение help\.start/,
    )
    const late = await page({}, '2027-02-10T08:00:00Z')
    expect(late).toMatch(/Overdue Their cards carry a caution until they are checked\. 31 Jan 2027 f-1/)
  })

  it('lists the numbers that nobody has dialled, and whether people see them', async () => {
    expect(await page()).toContain('All numbers have been dialled.')
    const contacts = (small['content/contacts.yaml'] ?? '').replace('dialled: 2026-11-20', 'dialled: null')
    const shown = await page({ 'content/contacts.yaml': contacts })
    expect(shown).toContain('Shown to people on their source alone 112 Спасение ru-112 s, 2025 help.start')
    const hidden = await page({
      'content/contacts.yaml': contacts.replace('confidence: high', 'confidence: medium'),
    })
    expect(hidden).toContain('1 hidden until somebody dials them 112')
  })

  it('says of each topic whether an approval stands', async () => {
    expect(await page()).toContain(
      'Nobody has approved this topic. sapar content approval-pack --topic visit',
    )
    const entry = (version: string) => ({
      'content/approvals.yaml': `- { topic: visit, by: Ministry, on: 2026-11-20, version: "${version}" }\n`,
    })
    expect(await page(entry(topicVersion(script(), 'visit')))).toMatch(
      / approved .* stands Ministry, 20 Nov 2026/,
    )
    expect(await page(entry('00000000'))).toMatch(
      / approval void .* void since the topic changed Ministry, 20 Nov 2026/,
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
    const response = await site(script(over))('/staff/content/card/visit.first?lang=ky')
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
    expect(said).toContain('Where it is come to from menu.start')
  })

  it('shows a side of the card when a button asks for it', async () => {
    const html = await (await site(script())('/staff/content/card/visit.first?lang=ky&view=src')).text()
    expect(html).toContain('•')
  })

  it('shows what a citizenship changes, and keeps it while one walks on', async () => {
    const over = {
      'flows/visit.yaml': (small['flows/visit.yaml'] ?? '').replace(
        'next: last',
        'next: { to: last, when: "citizenship == \'TJ\'" }',
      ),
    }
    const ask = site(script(over))
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
    const said = await words(site(script(over))('/staff/content/card/visit.first'))
    expect(said).toContain('Nobody sees this: it chooses the next card')
    expect(said).toContain('citizenship == &#39;TJ&#39; Готово. otherwise Готово.')
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
    const response = await site(script())(path)
    expect(response.status).toBe(404)
    expect(await response.text()).toMatch(/^There is no such (card|page).*\/staff\/content\n$/s)
  })

  it('can be looked at in every language and for every citizenship, whatever the node', async () => {
    const real = realScript()
    const ask = site(real)
    const { languages, citizenships } = real.content.campaign
    for (const { flow, id } of everyNode(real)) {
      for (const lang of languages) {
        const path = `/staff/content/card/${flow.flow}.${id}?lang=${lang}`
        expect([path, (await ask(path)).status]).toEqual([path, 200])
      }
      const path = `/staff/content/card/${flow.flow}.${id}?citizenship=${citizenships[0]}`
      expect([path, (await ask(path)).status]).toEqual([path, 200])
    }
  })

  it('has links inside that all exist, and no inline style or script', async () => {
    const real = realScript()
    const ask = site(real)
    const pages = [
      '/staff/content',
      ...everyNode(real).map(({ flow, id }) => `/staff/content/card/${flow.flow}.${id}?lang=ky`),
    ]
    const links = new Set<string>()
    for (const page of pages) {
      const html = await (await ask(page)).text()
      expect(html).not.toMatch(/<style|<script|\sstyle=|\son\w+=/)
      for (const [, href = ''] of html.matchAll(/href="(\/staff\/content[^"]*)"/g))
        links.add(href.replaceAll('&amp;', '&'))
    }
    expect(links.size).toBeGreaterThan(pages.length)
    for (const link of links) expect([link, (await ask(link)).status]).toEqual([link, 200])
  })
})
