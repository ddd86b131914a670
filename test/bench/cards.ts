import type { Language } from '../../src/campaign/campaign.ts'
import type { Message } from '../../src/content/message.ts'
import { cardId } from '../../src/flow/places.ts'
import type { Script } from '../../src/flow/script.ts'
import { goData } from '../../src/flow/tap.ts'
import { Walker } from '../walker.ts'

type Button = { text: string; callback_data: string } | { text: string; url: string }

/** A card as it goes out, and what the button that leads to it carries. */
export type Shown = { data: string; text: string; reply_markup: { inline_keyboard: Button[][] } }

/** What a person does to be greeted and counted: a command, then buttons. They are the same for everybody. */
export type Greeting = readonly string[]

/** Greets a person of a language as far as the menu; answers what it took. */
export function greet(script: Script, language: Language): { walker: Walker; greeting: Greeting } {
  const walker = new Walker(script, language)
  walker.say('/start')
  const greeting = ['/start']
  const press = (wanted: (data: string) => boolean) => {
    const data = walker.buttons().find((button) => wanted(button.data))?.data
    if (data === undefined) throw new Error(`Nobody can be greeted in ${language}`)
    greeting.push(data)
    walker.tapData(data)
  }
  press((data) => data.endsWith(`:${language}`))
  press((data) => data.includes('welcome.useful:next') || data.endsWith('welcome.consent'))
  press((data) => data.endsWith('welcome.consent:count'))
  if (walker.state.counting !== 'counted') throw new Error(`A person greeted in ${language} is not counted`)
  return { walker, greeting }
}

/** All cards that count as an exposure and to which a navigation button leads a greeted person in one step. */
export function cardsIn(script: Script, language: Language): Shown[] {
  const { walker } = greet(script, language)
  const flows = [...script.flows.values()].filter(({ topic, emergency }) => topic !== undefined || emergency)
  const places = flows.flatMap(({ flow, nodes }) =>
    Object.entries(nodes).flatMap(([node, { kind }]) => (kind === 'card' ? [{ flow, node }] : [])),
  )
  return places.flatMap((place) => {
    const data = goData(language, place)
    const { state, replies } = walker.tapData(data)
    const message = walker.messages[0]?.message
    const counted = cardId(state.place) === cardId(place) && replies[0]?.card.exposure != null
    return counted && replies.length === 1 && message?.media === null ? [shown(data, message)] : []
  })
}

function shown(data: string, { html, rows }: Message): Shown {
  const inline_keyboard = rows.map((row) =>
    row.map((button) =>
      'url' in button
        ? { text: button.text, url: button.url }
        : { text: button.text, callback_data: button.data },
    ),
  )
  return { data, text: html, reply_markup: { inline_keyboard } }
}
