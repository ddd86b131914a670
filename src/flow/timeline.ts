import { moveDays } from '../campaign/days.ts'
import { type Line, showDate } from '../content/message.ts'
import type { Block, Calendar } from '../content/paper.ts'
import { withoutHtml } from '../content/rules/reading.ts'
import { varsOf } from './known-vars.ts'
import { cardId } from './places.ts'
import type { Scene } from './scene.ts'
import type { NodeOf } from './script.ts'

/** A step that applies. `day` (YYYY-MM-DD) is the last day for it; null for "today", and for staff, who never arrived. */
type Dated = { id: string; key: string; day: string | null; facts: readonly string[] }

/**
 * The steps that apply, earliest first. The day of arrival counts as the first day: where a rule may be read in two ways,
 * the earlier date is shown.
 */
export function datedSteps(scene: Scene, node: NodeOf<'timeline'>): Dated[] {
  const { script, state, place } = scene
  const vars = varsOf(script, state)
  const arrival = String(vars[node.from] ?? '')
  return Object.entries(node.steps)
    .filter(([, { when }]) => when === undefined || script.conditions.holds(when, vars))
    .map(([id, { day, facts }]): Dated => {
      const key = `${cardId(place)}.${id}`
      return {
        id,
        key,
        facts,
        day: day === 'today' || arrival === '' ? null : moveDays(arrival, day > 0 ? day - 1 : day),
      }
    })
    .sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1))
}

export function timelineLines(steps: readonly Dated[]): Line[] {
  return steps.map(({ key, day }) => (day === null ? { key } : { key, day }))
}

export function timelineBlocks(scene: Scene, node: NodeOf<'timeline'>): Block[] {
  const { phrases } = scene.script.content
  const html = (key: string) => phrases.html(scene.language, key)
  const rows = datedSteps(scene, node).map(({ key, day }) => ({
    day: day === null ? html('ui.today') : showDate(day),
    html: html(key),
  }))
  return [
    { as: 'text', html: html(cardId(scene.place)) },
    { as: 'dates', rows },
  ]
}

export function timelineCalendar(scene: Scene, node: NodeOf<'timeline'>): Calendar {
  const { phrases } = scene.script.content
  const title = phrases.plain(scene.language, `${scene.place.flow}.title`)
  const days = datedSteps(scene, node).flatMap(({ id, key, day }) =>
    day === null
      ? []
      : [
          {
            id,
            day,
            title: withoutHtml(phrases.html(scene.language, key)).replaceAll('\n', ' '),
            words: title,
          },
        ],
  )
  return { name: scene.place.flow, days }
}
