import { spokenBy } from '../campaign/campaign.ts'
import { mayBeShown } from '../content/contacts.ts'
import { refusals, talks } from '../content/understood.ts'
import { filesOf } from './files.ts'
import { isHidden } from './hidden.ts'
import { nodeAt, type Place } from './places.ts'
import type { Script } from './script.ts'

/** Sides of any card that answer free words; the card itself is one tap away. */
export const heardViews: readonly string[] = ['choose', 'person', 'complaint', ...talks, ...refusals].map(
  (name) => `say-${name}`,
)

/** Whether a side says something of what a person sent, and nothing of the card: any card has it, also a hidden one. */
export function isSaid(view: string): boolean {
  return view === 'text' || view === 'media' || heardViews.includes(view)
}

/** Whether a place has the side that a view names. A view may come from a forged button or from an older version. */
export function hasView(script: Script, place: Place, view: string): boolean {
  const node = nodeAt(script, place)
  if (node === undefined || node.kind === 'route') return false
  if (isSaid(view)) return true
  if (isHidden(script, place)) return false
  if (view.startsWith('c-')) {
    const contact = script.content.contacts.get(view.slice(2))
    return contact !== undefined && mayBeShown(contact) && node.kind === 'contacts'
  }
  if (isFile(script, place, view)) return true
  if (view === 'keep') return node.keep
  if (view === 'share') return node.share
  return view === 'src' || view === 'ru'
}

/** A recording may exist in one language only: where it is missing, the card itself is shown. */
function isFile(script: Script, place: Place, view: string): boolean {
  const node = nodeAt(script, place)
  if (node === undefined || node.kind === 'route') return false
  return spokenBy(script.content.campaign).some((language) =>
    filesOf({ script, language, place }, node).some((each) => each.view === view),
  )
}
