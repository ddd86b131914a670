import type { Shown } from '../content/exchange/rows.ts'
import { contactLimits } from '../content/rules/contact-texts.ts'
import { textLimit } from '../content/rules/length.ts'
import { engineLabels, profileLimits } from './rules/engine.ts'
import { type Needed, neededTexts } from './rules/keys.ts'
import { labelLimits } from './rules/label.ts'
import type { Script } from './script.ts'

/** Where a person meets each text, by its key, and how long it may be: for a translator who does not see the bot. */
export function shownTexts(script: Script): (key: string) => Shown {
  const needed = new Map(neededTexts(script).map((each) => [each.key, each]))
  return (key) => shownAt(script, key, needed.get(key))
}

function shownAt(script: Script, key: string, needed: Needed | undefined): Shown {
  const { phrases, campaign } = script.content
  const [file = '', node = ''] = key.split('.')
  const title = `${file}.title`
  const flow = phrases.has(campaign.source_language, title)
    ? phrases.plain(campaign.source_language, title)
    : file
  const role = engineLabels.includes(key) ? 'label' : (needed?.role ?? 'card')
  return { flow, node: role === 'title' ? '' : node, role, limit: limitOf(script, key, role) }
}

function limitOf({ content }: Script, key: string, role: Shown['role']): number {
  const own = profileLimits[key]
  if (own !== undefined) return own
  if (role !== 'card') return labelLimits[role].characters
  const [, id = '', suffix = ''] = /^contacts\.(.+?)(\.short)?$/.exec(key) ?? []
  if (!content.contacts.has(id)) return textLimit
  return contactLimits[suffix === '.short' ? '.short' : '']
}
