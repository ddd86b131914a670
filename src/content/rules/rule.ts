import type { Written } from '../../campaign/campaign.ts'
import type { Finding } from '../finding.ts'
import type { Content } from '../load.ts'
import type { Text } from '../texts.ts'

/** An error keeps the bot from starting; a warning is work that waits. */
export type Level = 'error' | 'warning'

/** Files of a project by their path: an example lies over a small valid campaign. */
export type Files = Readonly<Record<string, string>>

/** What a rule may know besides what it checks. */
export type Ground = {
  root: string
  today: string
  /** Files that could not be read: a rule must not blame others for what is missing in them. */
  broken: ReadonlySet<string>
}

/** What a rule found and where; its id is added by whoever runs it. */
export type Problem = Omit<Finding, 'rule'>

/** One thing that lint holds, with an example of each side that the tests run it on. */
export type Rule<Subject> = {
  id: string
  level: Level
  /** One sentence that a translator understands. */
  says: string
  wrong: Files
  right: Files
  check(subject: Subject, ground: Ground): Problem[]
}
export type ContentRule = Rule<Content>

type Place = { file: string; line: number; column: number }

export function problem({ file, line, column }: Place, message: string): Problem {
  return { file, line, column, message }
}

/** The first place of a file, for what is not in it. */
export function topOf(file: string): Place {
  return { file, line: 1, column: 1 }
}

/** Where a fact or contact stands. */
export function placeIn(content: Content, id: string): Place {
  return content.places.get(id) ?? topOf('content')
}

export type EachText = { language: Written; key: string; text: Text }

/** Most rules go through all texts. */
const listed = new WeakMap<Content['texts'], readonly EachText[]>()

/** Every text of every language, in the order of the files. */
export function everyText({ texts }: Content): readonly EachText[] {
  let each = listed.get(texts)
  if (each === undefined) {
    each = [...texts].flatMap(([language, own]) => [...own].map(([key, text]) => ({ language, key, text })))
    listed.set(texts, each)
  }
  return each
}

/** The texts of the languages that are translated into, each with the text that it says again. */
export function translations(content: Content): (EachText & { source: Text })[] {
  const { source_language } = content.campaign
  const sources = content.texts.get(source_language)
  const found: (EachText & { source: Text })[] = []
  for (const { language, key, text } of everyText(content)) {
    const source = language === source_language ? undefined : sources?.get(key)
    if (source !== undefined) found.push({ language, key, text, source })
  }
  return found
}

/** The file that a text belongs in. */
export function textFile(language: Written, key: string): string {
  return `content/${language}/${key.slice(0, key.indexOf('.'))}.yaml`
}

/** Whether any file below a path could not be read. */
export function isBroken(ground: Ground, path: string): boolean {
  return [...ground.broken].some((file) => file.startsWith(path))
}
