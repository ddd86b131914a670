import { describe, expect, it } from 'vitest'
import { loadContent } from '../../src/content/load.ts'
import type { Block, Paper } from '../../src/content/paper.ts'
import { htmlProblems } from '../../src/content/rules/broken-html.ts'
import type { Files } from '../../src/content/rules/rule.ts'
import { readStaffWords } from '../../src/content/staff-words.ts'
import { topicVersion } from '../../src/flow/approval.ts'
import { approvalPack } from '../../src/flow/approval-pack.ts'
import { leaflet } from '../../src/flow/leaflet.ts'
import { loadFlows } from '../../src/flow/load.ts'
import type { Script } from '../../src/flow/script.ts'
import { smallCampaign, today, withCampaign } from '../lint/fixture.ts'
import { projectRoot, realScript } from '../walker.ts'

const words = readStaffWords(projectRoot).pack

function script(over: Files = {}): Script {
  return withCampaign(over, (root) => loadFlows(root, loadContent(root, []), []).script)
}

/** A paper's words, one block a line. */
function linesOf({ blocks }: Paper): string[] {
  return blocks.map((block: Block) => ('html' in block ? `${block.as}: ${block.html}` : block.as))
}

const topics = [...new Set([...realScript().flows.values()].flatMap(({ topic }) => topic ?? []))]
const { languages } = realScript().content.campaign

describe('the approval pack', () => {
  const pack = (of: Script, language: 'ru' | 'ky' = 'ru') =>
    approvalPack(of, { topic: 'visit', language, words: words.ru, today })

  it('has every card with its buttons and facts, the version, and a place to sign', () => {
    const paper = pack(script())
    const lines = linesOf(paper)
    expect(paper).toMatchObject({
      name: 'approval-visit-ru',
      size: 'A4',
      title: 'На согласование: Посольство',
    })
    expect(lines).toContain('heading: visit.first')
    expect(lines).toContain('text: Встаньте на учёт за 15 дней.')
    expect(lines).toContain('note: Кнопки: Дальше')
    expect(lines.find((line) => line.includes('Факт f-1: a'))).toContain(
      'Источник: МВД, 2026. Надёжность: высокая. Проверено 24.11.2026, проверить снова 31.01.2027.',
    )
    expect(lines).toContain('heading: visit.last')
    expect(lines.filter((line) => line.startsWith('blank:'))).toHaveLength(3)
    expect(paper.foot).toBe(`Посольство, версия ${topicVersion(script(), 'visit')}, 24.11.2026`)
  })

  it('says of a translation that nobody has read it, shows the source text, and covers the translation', () => {
    const over = { 'content/ky/pins.yaml': '{}\n' }
    const lines = linesOf(pack(script(over), 'ky'))
    expect(lines).toContain(`note: ${words.ru.unread}`)
    expect(lines).toContain('note: Исходный текст:')
    expect(lines.join('\n')).toContain(topicVersion(script(over), 'visit', ['ky']))
    expect(linesOf(pack(script(), 'ky'))).not.toContain(`note: ${words.ru.unread}`)
  })

  it('can be made while translations are missing', () => {
    const over = { 'content/ky/visit.yaml': "title: 'Элчилик'\n" }
    expect(linesOf(pack(script(over), 'ky'))).toContain('text: <i>visit.first</i>')
  })

  it.each(topics)('can be printed in every language: %s', (topic) => {
    for (const language of languages) {
      const { blocks } = approvalPack(realScript(), { topic, language, words: words.en, today })
      const broken = blocks.flatMap((block) => ('html' in block ? htmlProblems(block.html) : []))
      expect([language, broken]).toEqual([language, []])
    }
  })
})

describe('the leaflet', () => {
  const order = { topic: 'visit', language: 'ky', citizenship: null, bot: 'small_bot', today } as const
  const flow = (nodes: string) => ({
    'flows/visit.yaml': `flow: visit\ntopic: visit\nentry: visit\nstart: first\nnodes:\n${nodes}`,
  })
  const texts = (text: string) => ({ 'content/ru/visit.yaml': text, 'content/ky/visit.yaml': text })

  it('has the cards worth keeping first, the emergency numbers, a code that leads to the topic, and the day', () => {
    const nodes =
      '  first: { kind: card, facts: [f-1], buttons: { next: last } }\n  last: { kind: card, keep: true, contacts: [ru-112] }\n'
    const paper = leaflet(script(flow(nodes)), order)
    expect(paper).toMatchObject({ name: 'leaflet-visit-ky', size: 'A5', language: 'ky', title: 'Посольство' })
    expect(linesOf(paper)).toEqual([
      'text: Готово.',
      'text: <b>112</b> – Спасение',
      'text: Встаньте на учёт за 15 дней.',
      'heading: Помощь',
      'text: <b>112</b> – Спасение',
      'code: <b>@small_bot</b>\nДа',
    ])
    expect(paper.blocks.at(-1)).toMatchObject({ link: 'https://t.me/small_bot?start=visit' })
    expect(paper.foot).toBe('Посольство · Да 24.11.2026')
    expect(linesOf(leaflet(script(flow(nodes)), { ...order, bot: null }))).toHaveLength(5)
  })

  it('leaves out what would tell something about a person, what hangs on answers, and what only asks to choose', () => {
    const nodes = `  first: { kind: card, keep: true, buttons: { a: quiet, b: result, c: menu } }
  quiet: { kind: card, keep: true, quiet: true }
  result: { kind: card, keep: true }
  menu: { kind: card, facts: [f-1], buttons: { x: first, y: first, z: first } }
`
    const paper = leaflet(
      script({
        ...flow(nodes),
        ...texts('title: X\nfirst: Первая\nquiet: Тихая\nresult: "{score} из {total}"\nmenu: Выберите\n'),
      }),
      order,
    )
    expect(linesOf(paper).filter((line) => line.startsWith('text:'))).toEqual([
      'text: Первая',
      'text: <b>112</b> – Спасение',
    ])
  })

  it('says for whom a card is that not everybody is shown, and can be made for one citizenship', () => {
    const over = {
      'flows/profile.yaml':
        'flow: profile\nstart: citizenship\nnodes:\n  citizenship: { kind: ask, var: citizenship, answer: choice, options: { TJ: {}, UZ: {}, KZ: {} }, then: return }\n',
      'content/ky/profile.yaml':
        "title: 'О вас'\ncitizenship: 'Какой?'\ncitizenship.TJ: 'Тажикстан'\ncitizenship.UZ: 'Өзбекстан'\ncitizenship.KZ: 'Казакстан'\n",
      ...flow(`  first: { kind: card, keep: true, buttons: { go: choose, more: { to: kz, when: "citizenship == 'KZ'" } } }
  choose: { kind: route, needs: [citizenship], routes: [{ when: "citizenship in ['TJ', 'UZ']", to: days-15 }], otherwise: days-30 }
  days-15: { kind: card, keep: true }
  days-30: { kind: card, keep: true }
  kz: { kind: card, keep: true }
`),
      ...texts('title: X\nfirst: Всем\ndays-15: "<b>15</b>\\n\\nдней"\ndays-30: 30 дней\nkz: Казахстану\n'),
    }
    const cards = (citizenship: string | null) => {
      const lines = linesOf(leaflet(script(over), { ...order, citizenship }))
      return lines.slice(0, lines.indexOf('heading: Помощь')).filter((line) => line !== 'note: Да')
    }
    expect(cards(null)).toEqual([
      'text: Всем',
      'heading: 15',
      'note: Тажикстан, Өзбекстан',
      'text: дней',
      'note: Казакстан',
      'text: 30 дней',
      'note: Казакстан',
      'text: Казахстану',
    ])
    expect(cards('UZ')).toEqual(['text: Всем', 'heading: 15', 'text: дней'])
    expect(leaflet(script(over), { ...order, citizenship: 'UZ' }).name).toBe('leaflet-visit-ky-uz')
  })

  it('prints a card whole or not at all, and no more than two small pages hold', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    const nodes = ids.map(
      (id, at) => `  ${id}: { kind: card, keep: true, buttons: { go: ${ids[at + 1] ?? 'a'} } }\n`,
    )
    const long = (at: number) => `Слово ${'слово '.repeat(70)}${at}`
    const paper = leaflet(
      script({
        'flows/visit.yaml': `flow: visit\ntopic: visit\nstart: a\nnodes:\n${nodes.join('')}`,
        ...texts(`title: X\n${ids.map((id, at) => `${id}: ${long(at)}\n`).join('')}`),
      }),
      order,
    )
    const printed = linesOf(paper).filter((line) => line.startsWith('text: Слово'))
    expect(printed).toEqual([0, 1, 2].map((at) => `text: ${long(at)}`))
  })

  it('carries the caution of an overdue fact and says when nobody has read the translation', () => {
    const stale = {
      'content/facts/small.yaml':
        smallCampaign()['content/facts/small.yaml']?.replace('2027-01-31', '2026-01-31') ?? '',
    }
    const over = { ...stale, 'content/ky/pins.yaml': '{}\n', 'content/ky/ui.yaml': uiWith('stale', 'Эски!') }
    expect(linesOf(leaflet(script(over), order)).slice(0, 2)).toEqual(['note: Эски!', 'note: Да'])
    expect(linesOf(leaflet(script(), order))[0]).toBe('text: Встаньте на учёт за 15 дней.')
  })

  it.each(topics)('has something to say in every language: %s', (topic) => {
    for (const language of languages) {
      const paper = leaflet(realScript(), { ...order, topic, language })
      const broken = paper.blocks.flatMap((block) => ('html' in block ? htmlProblems(block.html) : []))
      expect([language, broken]).toEqual([language, []])
      const least = topic.startsWith('bot.') ? 0 : 1
      expect(paper.blocks.filter(({ as }) => as === 'text').length).toBeGreaterThan(least)
      expect(paper.blocks.some(({ as }) => as === 'code')).toBe(true)
    }
  })
})

function uiWith(key: string, text: string): string {
  const ui = smallCampaign()['content/ky/ui.yaml'] ?? ''
  return ui.replace(new RegExp(`^${key}: .*$`, 'm'), `${key}: '${text}'`)
}
