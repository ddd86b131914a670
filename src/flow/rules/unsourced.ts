import { readText } from '../../content/rules/reading.ts'
import type { Problem } from '../../content/rules/rule.ts'
import type { Path } from '../../content/yaml.ts'
import type { LoadedScript } from '../load.ts'
import { flowX, textsX } from './example.ts'
import { type EachNode, everyNode, problemAt, type ScriptRule } from './graph.ts'

export const unsourced: ScriptRule = {
  id: 'unsourced',
  level: 'error',
  says: 'A card of a topic or an emergency that states a sum, a term, a year or the law names the facts that it rests on.',
  wrong: {
    ...flowX('  a: { kind: card, end: true }\n', 'topic: x\n'),
    ...textsX('title: X\na: Встаньте на учёт за 15 дней.\n'),
  },
  right: {
    ...flowX(
      '  a: { kind: card, facts: [f-1], buttons: { go: b } }\n  b: { kind: card, end: true }\n',
      'topic: x\n',
    ),
    ...textsX('title: X\na: Встаньте на учёт за 15 дней.\nb: Возьмите 2 копии и позвоните домой.\n'),
  },
  check: (loaded) =>
    everyNode(loaded.script)
      .filter(({ flow }) => flow.topic !== undefined || flow.emergency)
      .flatMap((each) => unsourcedIn(loaded, each)),
}

/** What a card may not state without a fact, in the two languages that can be a campaign's source. */
const claims: readonly RegExp[] = [
  /\d+\s*(?:[-–]\s*\d+\s*)?(?:рабоч\p{L}+\s+|календарн\p{L}+\s+|working\s+)?(?:дн|день|сут|час|недел|месяц|лет(?!\p{L})|год|day|hour|week|month|year)/iu,
  /\d+\s*(?:%|процент|тыс|млн|руб|сом|тенге|сум|евро|долл|фунт|вон|лир|per ?cent|rouble|ruble|tenge|euro|dollar|pound|[$€£₽])/iu,
  /(?<!\d)\d{1,3}[ \u00a0]\d{3}(?!\d)/u,
  /(?<!\d)(?:19|20)\d{2}(?!\d)/u,
  /(?<!\p{L})(?:закон|штраф|срок|стать[яеию](?!\p{L})|ст\.\s*\d|запрет)/iu,
  /(?<!\p{L})(?:laws?|fines?|deadline|article \d|ban(?:ned)?)(?!\p{L})/iu,
]

function unsourcedIn(loaded: LoadedScript, each: EachNode): Problem[] {
  return partsOf(each)
    .filter(({ facts }) => facts.length === 0)
    .flatMap(({ keys, path }) =>
      keys.flatMap((key): Problem[] => {
        const claim = claimIn(loaded, key)
        return claim === undefined
          ? []
          : [problemAt(loaded, each.flow.flow, path, `${key} says "${claim}" and names no fact`)]
      }),
    )
}

type Part = { facts: readonly string[]; keys: string[]; path: Path }

/** A card is one part; each question of a quiz is one, with the explanations of its answers. */
function partsOf({ flow, id, node, path }: EachNode): Part[] {
  if (node.kind === 'route' || node.kind === 'language') return []
  const own = `${flow.flow}.${id}`
  if (node.kind !== 'quiz') return [{ facts: node.facts, keys: [own], path }]
  return Object.entries(node.questions).map(([question, { facts, answers }]) => {
    const key = `${own}.${question}`
    return {
      facts: [...node.facts, ...facts],
      keys: [key, ...Object.keys(answers).map((answer) => `${key}.${answer}.why`)],
      path: [...path, 'questions', question],
    }
  })
}

function claimIn({ script }: LoadedScript, key: string): string | undefined {
  const { content } = script
  const source = content.campaign.source_language
  const text = content.texts.get(source)?.get(key)
  const words = text === undefined ? '' : (readText(source, text)?.everything ?? '')
  return claims.map((claim) => claim.exec(words)?.[0]).find((found) => found !== undefined)
}
