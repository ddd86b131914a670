import { escapeHtml } from '../content/texts.ts'
import { cardId, nodeAt, type Place, placeOf, startOf } from '../flow/places.ts'
import { everyNode } from '../flow/rules/graph.ts'
import type { Button, Node, NodeOf } from '../flow/script.ts'
import type { Ground, Way } from './book.ts'
import { bodyAt } from './leaf.ts'

/** Where a card leads, each target once; buttons that change what the bot keeps of a person have no place in a book. */
export function waysAt(ground: Ground, place: Place, node: Exclude<Node, { kind: 'route' }>): Way[] {
  const ways = [
    ...(node.kind === 'ask' ? optionWays(ground, place, node) : []),
    ...(node.kind === 'quiz' ? bandWays(ground, place, node) : []),
    ...Object.entries(node.buttons).flatMap(([id, button]) => buttonWay(ground, place, id, button)),
  ]
  const targets = ways.map((way) => ('to' in way ? way.to : way.url))
  return ways.filter((_, at) => targets.indexOf(targets[at] ?? '') === at)
}

/** All outcomes of a choice that the bot makes by what it knows of a person, each with whom it is for. */
export function caseWays(ground: Ground, place: Place, node: NodeOf<'route'>): Way[] {
  const targets = new Set([...node.routes.map(({ to }) => to), node.otherwise])
  return [...targets].flatMap((target): Way[] => {
    const way = wayTo(ground, placeOf(target, place.flow))
    const names = caseNames(ground, node, target)
    return way.map((each) => (names === '' ? each : { ...each, label: `<b>${names}:</b> ${each.label}` }))
  })
}

/** What a card is called: by its own words, or by the button that leads to it when it only chooses. */
function titleAt(ground: Ground, place: Place): string {
  const isRoute = nodeAt(ground.script, place)?.kind === 'route'
  return (isRoute ? calledBy(ground, place) : undefined) ?? bodyAt(ground, place).title
}

/** What the first button that leads to a card calls it. */
export function calledBy(ground: Ground, place: Place): string | undefined {
  for (const { node, place: from } of everyNode(ground.script)) {
    const buttons = node.kind === 'route' ? {} : node.buttons
    for (const [id, { to, label }] of Object.entries(buttons)) {
      if (to === undefined || cardId(placeOf(to, from.flow)) !== cardId(place) || label === 'ui.next')
        continue
      return labelOf(ground, label ?? `${cardId(from)}.${id}`)
    }
  }
  return undefined
}

/** The answers, as the bot offers them, that lead to an outcome; empty when it does not hang on one question. */
function caseNames({ script, language }: Ground, node: NodeOf<'route'>, target: string): string {
  const [name, ...more] = node.needs
  const place = { flow: 'profile', node: name ?? '' }
  const ask = nodeAt(script, place)
  if (name === undefined || more.length > 0 || ask?.kind !== 'ask') return ''
  const fits = Object.entries(ask.options).filter(([answer]) => {
    const route = node.routes.find(({ when }) => script.conditions.holds(when, { [name]: answer }))
    return (route?.to ?? node.otherwise) === target
  })
  return fits
    .map(([id, { label }]) => script.content.phrases.plain(language, label ?? `${cardId(place)}.${id}`))
    .map(escapeHtml)
    .join(', ')
}

function buttonWay(ground: Ground, place: Place, id: string, button: Button): Way[] {
  const key = button.label ?? `${cardId(place)}.${id}`
  if (button.url !== undefined) return [{ label: labelOf(ground, key), url: button.url }]
  if (button.effect !== undefined || button.request !== undefined || button.to === 'return') return []
  const named = button.flow ?? button.call
  const to = named === undefined ? placeOf(button.to ?? '', place.flow) : startOf(ground.script, named)
  return to === undefined ? [] : wayTo(ground, to, key)
}

function optionWays(ground: Ground, place: Place, node: NodeOf<'ask'>): Way[] {
  return Object.entries(node.options).flatMap(([id, { to, label }]) =>
    wayTo(ground, placeOf(to ?? node.then, place.flow), label ?? `${cardId(place)}.${id}`),
  )
}

function bandWays(ground: Ground, place: Place, node: NodeOf<'quiz'>): Way[] {
  return node.bands.flatMap(({ to }) => wayTo(ground, placeOf(to, place.flow)))
}

/** A way to a card of the book, under a button's label or, when that says nothing of where it leads, the card's title. */
function wayTo(ground: Ground, to: Place, key = 'ui.next'): Way[] {
  const found = ground.find(to)
  if (found === undefined) return []
  const label = key === 'ui.next' ? titleAt(ground, found) : labelOf(ground, key)
  return [{ label, to: cardId(found) }]
}

function labelOf({ script, language }: Ground, key: string): string {
  return escapeHtml(script.content.phrases.plain(language, key))
}
