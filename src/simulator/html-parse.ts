import {
  byteOffset,
  cannotParse,
  type Reader,
  takeAttributes,
  takeCharacter,
  takeWhile,
} from './html-attributes.ts'
import type { Entity } from './records.ts'

export interface Formatted {
  text: string
  entities: Entity[]
}

interface OpenTag {
  tag: string
  attributes: Map<string, string>
  offset: number
}

const ENTITY_OF: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
}

/** Parses Telegram's HTML; a mistake is refused in Telegram's words. */
export function parseHtml(source: string): Formatted {
  const reader: Reader = { text: source, at: 0 }
  const open: OpenTag[] = []
  const entities: Entity[] = []
  let text = ''
  while (reader.at < source.length) {
    if (source[reader.at] !== '<') text += takeCharacter(reader)
    else if (source[reader.at + 1] === '/') close(takeEndTag(reader, open), text, entities)
    else open.push({ ...takeStartTag(reader), offset: text.length })
  }
  const left = open.at(-1)
  if (left) throw cannotParse(`Can't find end tag corresponding to start tag "${left.tag}"`)
  return { text, entities: sorted(entities) }
}

function takeStartTag(reader: Reader): Omit<OpenTag, 'offset'> {
  const at = reader.at
  reader.at += 1
  const tag = takeWhile(reader, /[^\s>]/).toLowerCase()
  const place = byteOffset(reader, at)
  if (reader.at >= reader.text.length) throw cannotParse(`Unclosed start tag at byte offset ${place}`)
  if (!Object.hasOwn(ENTITY_OF, tag)) {
    throw cannotParse(`Unsupported start tag "${tag}" at byte offset ${place}`)
  }
  const attributes = takeAttributes(reader, tag, at)
  if (tag === 'span' && attributes.get('class') !== 'tg-spoiler') {
    throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${place}`)
  }
  return { tag, attributes }
}

function takeEndTag(reader: Reader, open: OpenTag[]): OpenTag {
  const place = byteOffset(reader, reader.at)
  const last = open.pop()
  if (!last) throw cannotParse(`Unexpected end tag at byte offset ${place}`)
  reader.at += 2
  const name = takeWhile(reader, /[^\s>]/).toLowerCase()
  takeWhile(reader, /\s/)
  if (reader.text[reader.at] !== '>') throw cannotParse(`Unclosed end tag at byte offset ${place}`)
  reader.at += 1
  if (name !== '' && name !== last.tag) {
    throw cannotParse(
      `Unmatched end tag at byte offset ${place}, expected "</${last.tag}>", found "</${name}>"`,
    )
  }
  return last
}

function close(tag: OpenTag, text: string, entities: Entity[]): void {
  const length = text.length - tag.offset
  const type = ENTITY_OF[tag.tag]
  if (length === 0 || type === undefined) return
  const entity: Entity = { type, offset: tag.offset, length }
  if (type === 'text_link') addLink(entity, tag, text, entities)
  else if (type === 'code') entities.push(withLanguage(entity, tag))
  else if (type === 'pre') addPre(entity, entities)
  else if (type === 'blockquote' && tag.attributes.has('expandable')) {
    entities.push({ ...entity, type: 'expandable_blockquote' })
  } else entities.push(entity)
}

function addLink(entity: Entity, tag: OpenTag, text: string, entities: Entity[]): void {
  const given = tag.attributes.get('href') || text.slice(entity.offset, entity.offset + entity.length)
  const href = /^[a-z][a-z0-9+.-]*:/i.test(given) ? given : `http://${given}`
  if (!URL.canParse(href) || !/^(https?|tg|ton|mailto|tel):/i.test(href)) return
  const parsed = new URL(href)
  if (/^https?:$/.test(parsed.protocol) && !parsed.hostname.includes('.')) return
  entities.push({ ...entity, url: parsed.href })
}

function withLanguage(entity: Entity, tag: OpenTag): Entity {
  const name = tag.attributes.get('class') ?? ''
  return name.startsWith('language-') ? { ...entity, language: name.slice('language-'.length) } : entity
}

/** `<pre><code class="language-x">` is one entity. */
function addPre(entity: Entity, entities: Entity[]): void {
  const inner = entities.find(
    (one) => one.language !== undefined && one.offset === entity.offset && one.length === entity.length,
  )
  if (inner) inner.type = 'pre'
  else entities.push(entity)
}

const sorted = (entities: Entity[]) =>
  entities.sort((one, other) => one.offset - other.offset || other.length - one.length)
