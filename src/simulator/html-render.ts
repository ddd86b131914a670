import type { Entity } from './records.ts'

const TAG_OF: Record<string, string> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
  spoiler: 'tg-spoiler',
}

const escapeText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Writes text with its entities as HTML; where entities cross, the inner one is closed and opened again. */
export function renderHtml(text: string, entities: Entity[]): string {
  const cuts = new Set([0, text.length])
  for (const entity of entities) cuts.add(entity.offset).add(entity.offset + entity.length)
  const places = [...cuts].filter((at) => at <= text.length).sort((one, other) => one - other)
  let html = ''
  let open: Entity[] = []
  for (const [index, from] of places.entries()) {
    const active = entities.filter((one) => one.offset <= from && from < one.offset + one.length)
    const kept = commonLength(open, active)
    html += open.slice(kept).reverse().map(endTag).join('')
    html += active
      .slice(kept)
      .map((entity) => startTag(entity, text))
      .join('')
    html += escapeText(text.slice(from, places[index + 1] ?? text.length))
    open = active
  }
  return html + open.reverse().map(endTag).join('')
}

function commonLength(open: Entity[], active: Entity[]): number {
  let length = 0
  while (length < open.length && open[length] === active[length]) length += 1
  return length
}

function startTag(entity: Entity, text: string): string {
  const inner = text.slice(entity.offset, entity.offset + entity.length)
  if (entity.type === 'text_link') return `<a href="${escapeText(entity.url ?? '')}">`
  if (entity.type === 'url') return `<a href="${escapeText(inner)}">`
  if (entity.type === 'bot_command') return `<a href="tg://bot_command?command=${escapeText(inner)}">`
  const tag = TAG_OF[entity.type]
  return tag ? `<${tag}>` : ''
}

function endTag(entity: Entity): string {
  if (entity.type === 'text_link' || entity.type === 'url' || entity.type === 'bot_command') return '</a>'
  const tag = TAG_OF[entity.type]
  return tag ? `</${tag}>` : ''
}
