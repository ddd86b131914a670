import { nativeNames } from '../campaign/campaign.ts'
import { type Line, showDate } from '../content/message.ts'
import { toldOfSelf } from './about-you.ts'
import type { Scene } from './scene.ts'

/** All that the bot keeps of a person, as lines of the /mydata card. */
export function knownLines(scene: Scene): Line[] {
  const { state } = scene
  const lines: Line[] = []
  const add = (key: string, value: string | number | null) => {
    if (value === null || value === 0) return
    const name = scene.script.content.phrases.plain(scene.language, `ui.data_${key}`)
    lines.push({ key: 'ui.data_known', args: { name, value: String(value) } })
  }
  add('language', state.language === null ? null : nativeNames[state.language])
  for (const name of ['citizenship', 'destination', ...toldOfSelf]) add(name, chosen(scene, name))
  add('since', state.since === null ? null : showDate(state.since))
  add('source', state.source === 'none' ? null : state.source)
  add('topics', state.completed.length)
  add('ticks', Object.values(state.ticks).flat().length)
  add('votes', state.voted.length)
  add('result', state.result === null ? null : `${state.result.score}/${state.result.total}`)
  add('private', Object.keys(state.secrets).length)
  add('place', topicName(scene))
  if (state.language === null && state.since === null) return [{ key: 'ui.data_none' }]
  lines.push({ key: state.counting === 'uncounted' ? 'ui.data_not_counted' : 'ui.data_counted' })
  return lines
}

function chosen({ script, state, language }: Scene, name: string): string | null {
  const value = state.vars[name]
  const key = `profile.${name}.${value}`
  if (value === undefined || value === 'unknown') return null
  return script.content.phrases.has(language, key)
    ? script.content.phrases.plain(language, key)
    : String(value)
}

/** The part of the bot that the person was in before coming here. */
function topicName({ script, state, language }: Scene): string | null {
  const last = state.trail.at(-1)
  return last === undefined ? null : script.content.phrases.plain(language, `${last.flow}.title`)
}
