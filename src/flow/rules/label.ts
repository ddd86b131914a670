import type { Written } from '../../campaign/campaign.ts'
import { countWords, readText } from '../../content/rules/reading.ts'
import { type Problem, problem } from '../../content/rules/rule.ts'
import type { Text } from '../../content/texts.ts'
import { engineLabels } from './engine.ts'
import { flowX, textsX } from './example.ts'
import type { ScriptRule } from './graph.ts'
import { type Needed, neededTexts } from './keys.ts'

type Role = Exclude<Needed['role'], 'card'>
export const labelLimits: Readonly<Record<Role, { characters: number; words: number }>> = {
  label: { characters: 24, words: 3 },
  item: { characters: 22, words: 3 },
  title: { characters: 40, words: 8 },
}

export const label: ScriptRule = {
  id: 'label',
  level: 'error',
  says: 'A button has at most 3 words and 24 characters (22 in a checklist), a title 40 characters, and neither has tags.',
  wrong: {
    ...flowX('  a: { kind: card, buttons: { go: a, b: a } }\n'),
    ...textsX('title: X\na: Текст\na.go: Что мне делать дальше\na.b: <b>Назад</b>\n'),
  },
  right: {
    ...flowX('  a: { kind: card, buttons: { go: a } }\n'),
    ...textsX('title: X\na: Текст\na.go: Что делать дальше\n'),
  },
  check({ script }) {
    const roles = new Map<string, Role>(engineLabels.map((key) => [key, 'label']))
    for (const { key, role } of neededTexts(script)) if (role !== 'card') roles.set(key, role)
    return [...roles].flatMap(([key, role]) =>
      [...script.content.texts].flatMap(([language, texts]) => {
        const text = texts.get(key)
        return text === undefined ? [] : faults(language, text, role).map((fault) => at(text, key, fault))
      }),
    )
  },
}

function at(text: Text, key: string, fault: string): Problem {
  return problem(text, `${key} ${fault}`)
}

function faults(language: Written, text: Text, role: Role): string[] {
  const { characters, words } = labelLimits[role]
  const shown = readText(language, text)?.longest ?? ''
  const size = [...shown].length
  const count = countWords(shown)
  return [
    ...(size > characters ? [`has ${size} characters, ${characters} at most`] : []),
    ...(count > words ? [`has ${count} words, ${words} at most`] : []),
    ...(/[<&]/.test(text.text) ? ['has a tag or &: a button shows them as they stand'] : []),
  ]
}
