import type { IntlMessageFormat } from 'intl-messageformat'
import type { Written } from '../../campaign/campaign.ts'
import { compileText, isPlain, type Text } from '../texts.ts'

type Elements = ReturnType<IntlMessageFormat['getAst']>
type Element = Elements[number]

/** What a text says, as far as it can be known without its variables. */
export type Reading = {
  /** As a person sees it when every choice falls on its longest form; a variable stands as {name}. */
  longest: string
  /** All forms of all choices one after the other, to look for words in. */
  everything: string
  variables: ReadonlySet<string>
  /** The forms of each plural of counted things. */
  plurals: readonly ReadonlySet<string>[]
}

const none: ReadonlySet<string> = new Set()

type Outcome = { reading: Reading } | { problem: string }
const outcomes = new WeakMap<Text, Outcome>()

/** Reads a text; undefined when its ICU syntax is broken, which is a finding of its own. */
export function readText(language: Written, text: Text): Reading | undefined {
  const outcome = outcomeOf(language, text)
  return 'reading' in outcome ? outcome.reading : undefined
}

/** The parser's name for what is wrong with a text's ICU syntax, or undefined. */
export function icuProblem(language: Written, text: Text): string | undefined {
  if (isPlain(text.text)) return undefined
  const outcome = outcomeOf(language, text)
  return 'problem' in outcome ? outcome.problem : undefined
}

function outcomeOf(language: Written, text: Text): Outcome {
  if (isPlain(text.text)) return { reading: plainReading(text.text) }
  let outcome = outcomes.get(text)
  if (outcome === undefined) {
    outcome = readNow(language, text)
    outcomes.set(text, outcome)
  }
  return outcome
}

function plainReading(text: string): Reading {
  const words = withoutHtml(text)
  return { longest: words, everything: words, variables: none, plurals: [] }
}

function readNow(language: Written, text: Text): Outcome {
  try {
    const elements = compileText(language, text.text).getAst()
    const all = deep(elements)
    return {
      reading: {
        longest: withoutHtml(longest(elements)),
        everything: withoutHtml(everything(elements)),
        variables: new Set(all.flatMap((element) => (isVariable(element) ? [String(element.value)] : []))),
        plurals: all.flatMap((element) =>
          'pluralType' in element && element.pluralType === 'cardinal'
            ? [new Set(Object.keys(element.options))]
            : [],
        ),
      },
    }
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: error.message }
    throw error
  }
}

function deep(elements: Elements): Element[] {
  return elements.flatMap((element) => [element, ...formsOf(element).flatMap(deep)])
}

function formsOf(element: Element): Elements[] {
  return 'options' in element ? Object.values(element.options).map((option) => option.value) : []
}

function isVariable(element: Element): element is Extract<Element, { value: string }> {
  return 'value' in element && typeof element.value === 'string' && element.type !== 0
}

function longest(elements: Elements): string {
  return elements
    .map((element) => {
      const forms = formsOf(element).map(longest)
      return forms.length > 0 ? forms.reduce((a, b) => (b.length > a.length ? b : a)) : leaf(element)
    })
    .join('')
}

function everything(elements: Elements): string {
  return elements
    .map((element) => {
      const forms = formsOf(element).map(everything)
      return forms.length > 0 ? forms.join(' ') : leaf(element)
    })
    .join('')
}

function leaf(element: Element): string {
  if (!('value' in element)) return '10'
  return element.type === 0 ? String(element.value) : `{${String(element.value)}}`
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** What a person reads of a text: no tags, and entities as the signs they stand for. */
export function withoutHtml(html: string): string {
  if (!/[<&]/.test(html)) return html
  return html
    .replace(/<\/?[A-Za-z][^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? '')
}

/** The sentences of a text: a line's end and . ! ? … end one. */
export function sentencesOf(plain: string): string[] {
  return plain
    .split(/\n+|(?<=[.!?…])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

/** How many words a sentence or label has; a dash or a number's thousands are no words. */
export function countWords(sentence: string): number {
  return sentence
    .replace(/(?<=\d)[ \u00a0](?=\d{3})/g, '')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
