import { expect, test } from 'vitest'
import { type Language, spokenBy, writtenIn } from '../../src/campaign/campaign.ts'
import type { Finding } from '../../src/content/finding.ts'
import { type Message, makeMessage } from '../../src/content/message.ts'
import { mentions } from '../../src/content/rules/blocked-source.ts'
import { objections } from '../../src/content/rules/must-not-say.ts'
import { readSayings } from '../../src/content/rules/sayings.ts'
import { filesOf } from '../../src/flow/files.ts'
import { nodeAt, type Place } from '../../src/flow/places.ts'
import { render } from '../../src/flow/render.ts'
import { newState } from '../../src/flow/state.ts'
import { projectRoot, realScript } from '../walker.ts'

/*
 * What lint holds against the files, held once more against what leaves the program: every card and every side of it, in
 * every language, also the Cyrillic that a program makes, papers and pictures included.
 */
const script = realScript()
const { blocked_sources: blocked } = script.content.campaign
const broken: Finding[] = []
const sayings = readSayings(projectRoot, broken)

function everyPlace(): Place[] {
  return [...script.flows.values()].flatMap(({ flow, nodes }) =>
    Object.entries(nodes)
      .filter(([, { kind }]) => kind !== 'route')
      .map(([node]) => ({ flow, node })),
  )
}

/** A citizen of Tajikistan who arrived in Moscow: all that a card may need is known. */
const answered = {
  ...newState(),
  vars: { citizenship: 'TJ', destination: 'RU' },
  secrets: Object.fromEntries(
    [...script.flows.values()]
      .flatMap(({ nodes }) => Object.values(nodes))
      .flatMap((node) => {
        if (node.kind === 'pick') return [[node.var, { value: 'moscow', until: '9999' }]]
        if (node.kind !== 'ask' || !node.private) return []
        return [[node.var, { value: node.answer === 'date' ? '2026-11-20' : 'moscow', until: '9999' }]]
      }),
  ),
}

function sidesOf(place: Place, language: Language): Place[] {
  const node = nodeAt(script, place)
  if (node === undefined || node.kind === 'route') return []
  const files = filesOf({ script, language, place }, node).map(({ view }) => ({ ...place, view }))
  const contacts =
    node.kind === 'contacts'
      ? [...script.content.contacts.keys()].map((id) => ({ ...place, view: `c-${id}` }))
      : []
  return [place, { ...place, view: 'src' }, ...files, ...contacts]
}

/** Every word of a message, of its buttons and of what is made for it, each piece on a line of its own. */
function wordsOf({ html, media, rows }: Message): string {
  const made = media !== null && 'make' in media ? leaves(media.make) : []
  return [html, ...made, ...rows.flat().map(({ text }) => text)].join('\n')
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : []
}

test('the table of what must not be said can be read', () => {
  expect(broken).toEqual([])
})

test.each(spokenBy(script.content.campaign))(
  'nothing that a person is shown in %s is forbidden or blocked',
  (language) => {
    const wrong = everyPlace().flatMap((place) =>
      sidesOf(place, language).flatMap((side) =>
        render(script, { ...answered, language, place: side }, language).flatMap(({ card }) => {
          const words = wordsOf(makeMessage(script.content, card, language, '2026-11-24'))
          const key = `${place.flow}.${place.node}`
          return [
            ...objections(sayings, writtenIn(language), key, words.replace(/<[^>]*>/g, ' ')),
            ...blocked.filter((name) => mentions(words, name)),
          ].map((each) => `${key}: ${each}`)
        }),
      ),
    )
    expect(wrong).toEqual([])
  },
)
