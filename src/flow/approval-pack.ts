import type { Written } from '../campaign/campaign.ts'
import { contactLine, isDraft, showDate } from '../content/message.ts'
import type { Block, Paper } from '../content/paper.ts'
import { fill, type PackWords } from '../content/staff-words.ts'
import { escapeHtml } from '../content/texts.ts'
import { topicVersion } from './approval.ts'
import { paperName, shownHtml, topicTitle } from './paper-text.ts'
import { type EachNode, everyNode, factLists } from './rules/graph.ts'
import { type Needed, neededTexts } from './rules/keys.ts'
import type { Script } from './script.ts'

export type PackOrder = { topic: string; language: Written; words: PackWords; today: string }

/**
 * All cards of a topic with the facts that they rest on, and a place to sign: what a ministry reads before it
 * approves. A translation stands beside its source text.
 */
export function approvalPack(script: Script, { topic, language, words, today }: PackOrder): Paper {
  const { source_language: source } = script.content.campaign
  const version = topicVersion(script, topic, language === source ? [] : [language])
  const title = topicTitle(script, topic, language)
  const text = (html: string): Block => ({ as: 'text', html })
  const nodes = everyNode(script).filter(({ flow }) => flow.topic === topic)
  return {
    name: paperName(`approval-${topic}-${language}`),
    language,
    size: 'A4',
    title: fill(words.title, { topic: title }),
    blocks: [
      text(escapeHtml(words.what)),
      text(escapeHtml(fill(words.version, { version }))),
      text(escapeHtml(fill(words.topic, { topic }))),
      ...nodes.flatMap((each) => nodeBlocks(script, each, language, words)),
      ...signature(words),
    ],
    foot: fill(words.page, { topic: title, version, day: showDate(today) }),
  }
}

function nodeBlocks(script: Script, each: EachNode, language: Written, words: PackWords): Block[] {
  if (each.node.kind === 'route') return []
  const needed = neededTexts(script).filter(
    ({ flow, path }) => flow === each.flow.flow && path[1] === each.id,
  )
  const { source_language: source } = script.content.campaign
  const cards = needed.filter(({ role }) => role === 'card')
  const unread = needed.some(({ key }) => isDraft(script.content, language, key))
  return [
    { as: 'heading', html: escapeHtml(`${each.flow.flow}.${each.id}`) },
    ...cards.map(({ key }): Block => ({ as: 'text', html: shownHtml(script, language, key) })),
    ...each.node.contacts.map(
      (id): Block => ({ as: 'text', html: contactLine(script.content, id, language) }),
    ),
    ...note(buttonList(script, needed, language, words)),
    ...(unread ? note(words.unread) : []),
    ...(language === source
      ? []
      : [
          ...note(words.source_text),
          ...cards.map(({ key }): Block => ({ as: 'note', html: shownHtml(script, source, key) })),
        ]),
    ...factBlocks(script, each, language, words),
  ]
}

function note(words: string | undefined): Block[] {
  return words === undefined ? [] : [{ as: 'note', html: escapeHtml(words) }]
}

function buttonList(
  script: Script,
  needed: readonly Needed[],
  language: Written,
  words: PackWords,
): string | undefined {
  const labels = needed
    .filter(({ role }) => role === 'label' || role === 'item')
    .map(({ key }) => script.content.texts.get(language)?.get(key)?.text ?? key)
  return labels.length === 0 ? undefined : fill(words.buttons, { list: labels.join(' · ') })
}

function factBlocks(script: Script, each: EachNode, language: Written, words: PackWords): Block[] {
  const ids = [...new Set(factLists(each).flatMap(({ facts }) => facts))]
  if (ids.length === 0) return note(words.no_facts)
  // The words around it are Russian unless they are English, and so is the name of a source.
  const source = language === 'en' ? language : script.content.campaign.source_language
  return ids.flatMap((id): Block[] => {
    const fact = script.content.facts.get(id)
    if (fact === undefined) throw new Error(`There is no fact ${id}`)
    const named = script.content.texts.get(source)?.get(`sources.${fact.source}`)?.text ?? fact.source
    const rests = fill(words.fact_source, {
      source: fact.url === undefined ? named : `${named} (${fact.url})`,
      dated: fact.dated === 'undated' ? words.undated : showDate(fact.dated),
      confidence: words[fact.confidence],
      checked: showDate(fact.checked),
      recheck: showDate(fact.recheck),
    })
    return note(`${fill(words.fact, { id, says: fact.says })}\n${rests}`)
  })
}

function signature(words: PackWords): Block[] {
  return [
    { as: 'heading', html: escapeHtml(words.sign) },
    { as: 'box', html: escapeHtml(words.remarks), lines: 8 },
    { as: 'text', html: escapeHtml(words.decision) },
    { as: 'blank', html: escapeHtml(words.organisation), lines: 1 },
    { as: 'blank', html: escapeHtml(words.person), lines: 1 },
    { as: 'blank', html: escapeHtml(words.signed), lines: 1 },
  ]
}
