import { cardId, helpPlace, menuPlace, nodeAt, type Place, placeOf } from '../flow/places.ts'
import { type EachNode, everyNode, linksOf } from '../flow/rules/graph.ts'
import type { Node, Script } from '../flow/script.ts'

/** Flows that only steer, ask, or tell what the bot keeps of a person. */
const apart = new Set(['menu', 'welcome', 'profile', 'me', 'language', 'unsubscribe'])
/**
 * A node that says nothing before a person has answered: a language, dates from the day of arrival, a list that may be
 * empty. Other tables stand in the book with all their rows.
 */
function isPersonal(node: Node): boolean {
  if (node.kind === 'pick') return node.none !== undefined
  return node.kind === 'language' || node.kind === 'timeline'
}

/** Where a way of the bot leads in a book that asks nothing; undefined when it leads out of the book. */
export type Finder = (place: Place) => Place | undefined

/**
 * Makes the finder of a script. A card that speaks of one person's answers is not in the book, nor one that only leads to
 * such. A question whose answers all lead the same way is passed by; a choice stays only with all of its outcomes.
 */
export function makeFinder(script: Script): Finder {
  const known = new Map<string, Place | undefined>()
  const find: Finder = (place) => {
    const id = cardId(place)
    if (!known.has(id)) {
      // A ring of questions leads nowhere.
      known.set(id, undefined)
      known.set(id, resolve(script, place, find))
    }
    return known.get(id)
  }
  return find
}

function resolve(script: Script, place: Place, find: Finder): Place | undefined {
  const node = nodeAt(script, place)
  if (node === undefined || apart.has(place.flow) || isPersonal(node)) return undefined
  const targets = choiceOf(node)
  if (targets === undefined)
    return speaksOfOne(script, place) || onlyAsks(script, place, node, find) ? undefined : place
  const found = targets.map((target) => find(placeOf(target, place.flow)))
  if (found.includes(undefined)) return undefined
  const ids = new Set(found.map((each) => (each === undefined ? '' : cardId(each))))
  return ids.size === 1 ? found[0] : place
}

/** Where a node that chooses may lead; undefined for one that is shown as it is. */
function choiceOf(node: Node): string[] | undefined {
  if (node.kind === 'route') return [...node.routes.map(({ to }) => to), node.otherwise]
  if (node.kind !== 'ask') return undefined
  const options = Object.values(node.options).map(({ to }) => to ?? node.then)
  return options.length === 0 ? [node.then] : options
}

/** A text with a variable is filled from a person's answers. */
function speaksOfOne({ content }: Script, place: Place): boolean {
  const text = content.texts.get(content.campaign.source_language)?.get(cardId(place))
  return text !== undefined && /\{[a-z]/i.test(text.text)
}

/** A card that states nothing, and whose buttons within its topic only lead to questions that the book cannot ask. */
function onlyAsks(script: Script, place: Place, node: Node, find: Finder): boolean {
  if (node.kind !== 'card' || node.facts.length > 0) return false
  const own = Object.values(node.buttons).flatMap(({ to }) =>
    to === undefined || to.includes('.') || to === 'return' ? [] : [placeOf(to, place.flow)],
  )
  return own.length > 0 && own.every((to) => isQuestion(nodeAt(script, to)) && find(to) === undefined)
}

function isQuestion(node: Node | undefined): boolean {
  return node !== undefined && (choiceOf(node) !== undefined || isPersonal(node))
}

/** Places of the book, in the order in which the menu, and then one card after another, comes to them. */
export function placesInside(script: Script, find: Finder): Place[] {
  const nodes = new Map(everyNode(script).map((each) => [cardId(each.place), each]))
  const inside = new Map<string, Place>()
  const waiting = [...menuTargets(script, nodes, menuPlace, new Set()), helpPlace]
  for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
    const found = find(place)
    if (found === undefined || inside.has(cardId(found))) continue
    inside.set(cardId(found), found)
    waiting.push(...targetsOf(script, nodes.get(cardId(found))))
  }
  return [...inside.values()]
}

/** Where the pages of the menu lead, one page after another as a person goes through them. */
function menuTargets(
  script: Script,
  nodes: ReadonlyMap<string, EachNode>,
  page: Place,
  seen: Set<string>,
): Place[] {
  seen.add(cardId(page))
  return targetsOf(script, nodes.get(cardId(page))).flatMap((to) => {
    if (to.flow !== menuPlace.flow) return [to]
    return seen.has(cardId(to)) ? [] : menuTargets(script, nodes, to, seen)
  })
}

function targetsOf(script: Script, each: EachNode | undefined): Place[] {
  return each === undefined ? [] : linksOf(script, each).flatMap(({ to }) => (to === undefined ? [] : [to]))
}
