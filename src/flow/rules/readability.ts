import type { Content } from '../../content/load.ts'
import { type Effort, effortOf, readingEase } from '../../content/rules/ease.ts'
import { readText } from '../../content/rules/reading.ts'
import type { Problem } from '../../content/rules/rule.ts'
import { flowX, textsX } from './example.ts'
import { problemAt, type ScriptRule } from './graph.ts'

const least = 60

export const readability: ScriptRule = {
  id: 'readability',
  level: 'error',
  says: `The Russian cards of a topic together reach a reading ease of ${least} (Flesch, for Russian by Oborneva): short words, short sentences.`,
  wrong: {
    ...flowX('  a: { kind: card, end: true }\n', 'topic: x\n'),
    ...textsX('title: X\na: Осуществляйте своевременное информирование уполномоченных представителей.\n'),
  },
  right: {
    ...flowX('  a: { kind: card, buttons: { go: a }, end: true }\n', 'topic: x\n'),
    ...textsX('title: Информирование\na: Скажите об этом дома. Возьмите 2 копии.\na.go: Информирование\n'),
  },
  check(loaded) {
    const { flows, content } = loaded.script
    const topics = [...flows.values()].filter(({ topic }) => topic !== undefined)
    const cards = cardsOf(content, new Set(topics.map(({ flow }) => flow)))
    return topics.flatMap(({ flow, topic }): Problem[] => {
      const own = cards.get(flow) ?? []
      const ease = readingEase(own.map(({ effort }) => effort))
      if (ease === undefined || ease >= least) return []
      const message = `the Russian of ${topic} reads at ${ease.toFixed(1)}, and ${least} is needed: shorter words and sentences. Hardest: ${hardest(own)}`
      return [problemAt(loaded, flow, ['topic'], message)]
    })
  },
}

type CardEffort = { key: string; effort: Effort }

/** The cards of some flows and the explanations of their answers: no titles, no buttons. */
function cardsOf({ texts }: Content, flows: ReadonlySet<string>): Map<string, CardEffort[]> {
  const cards = new Map<string, CardEffort[]>()
  for (const [key, text] of texts.get('ru') ?? []) {
    const [flow = '', card, ...more] = key.split('.')
    if (!flows.has(flow) || card === 'title' || (more.length > 0 && more.at(-1) !== 'why')) continue
    const effort = effortOf(readText('ru', text)?.longest ?? '')
    cards.set(flow, [...(cards.get(flow) ?? []), { key, effort }])
  }
  return cards
}

function hardest(cards: readonly CardEffort[]): string {
  return cards
    .flatMap(({ key, effort }) => {
      const ease = readingEase([effort])
      return ease === undefined ? [] : [{ key, ease }]
    })
    .sort((a, b) => a.ease - b.ease)
    .slice(0, 3)
    .map(({ key, ease }) => `${key} (${ease.toFixed(0)})`)
    .join(', ')
}
