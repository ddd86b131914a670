import { z } from 'zod'
import { type Formatted, parseHtml } from './html-parse.ts'
import { type Params, textOf } from './params.ts'
import type { Entity } from './records.ts'
import { badRequest } from './refusal.ts'

const TEXT_LIMIT = 4096
const CAPTION_LIMIT = 1024
const ENTITIES = z.array(
  z.looseObject({ type: z.string(), offset: z.number().int().min(0), length: z.number().int().min(1) }),
)

export function takeText(params: Params): Formatted {
  const source = textOf(params, 'text')
  if (source === undefined || source === '') throw badRequest('message text is empty')
  const formatted = format(source, params, 'entities')
  if (formatted.text === '') throw badRequest('text must be non-empty')
  if (formatted.text.length > TEXT_LIMIT) throw badRequest('message is too long')
  return formatted
}

export function takeCaption(params: Params): Formatted {
  const formatted = format(textOf(params, 'caption') ?? '', params, 'caption_entities')
  if (formatted.text.length > CAPTION_LIMIT) throw badRequest('message caption is too long')
  return formatted
}

function format(source: string, params: Params, entitiesField: string): Formatted {
  const mode = textOf(params, 'parse_mode')?.toLowerCase() ?? ''
  if (mode === 'html') return finish(parseHtml(source))
  if (mode !== '') throw badRequest(unsupported(mode))
  const given = params[entitiesField]
  if (given === undefined) return finish({ text: source, entities: [] })
  const parsed = ENTITIES.safeParse(given)
  if (!parsed.success) throw badRequest(`can't parse ${entitiesField} JSON object`)
  return finish({ text: source, entities: parsed.data as Entity[] })
}

const unsupported = (mode: string) =>
  mode.startsWith('markdown') ? 'the simulator knows only parse_mode HTML' : 'unsupported parse_mode'

/** Trims as Telegram does and marks the links and commands that it finds by itself. */
function finish({ text, entities }: Formatted): Formatted {
  const start = text.length - text.trimStart().length
  const trimmed = text.trim()
  const moved = entities
    .map((entity) => clip(entity, start, trimmed.length))
    .filter((entity) => entity.length > 0)
  return { text: trimmed, entities: withFound(trimmed, moved) }
}

function clip(entity: Entity, start: number, length: number): Entity {
  const from = Math.max(0, entity.offset - start)
  const to = Math.min(length, entity.offset + entity.length - start)
  return { ...entity, offset: from, length: to - from }
}

const FOUND: [type: string, pattern: RegExp][] = [
  ['url', /https?:\/\/[^\s<>"']*[^\s<>"'.,:;!?)\]]/g],
  ['bot_command', /(?<=^|[\s(])\/[A-Za-z0-9_]{1,32}(?:@\w+)?(?![\w/])/g],
]
const OPAQUE = new Set(['code', 'pre', 'text_link', 'url', 'bot_command'])

export function withFound(text: string, entities: Entity[]): Entity[] {
  const all = [...entities]
  for (const [type, pattern] of FOUND) {
    for (const match of text.matchAll(pattern)) {
      const found = { type, offset: match.index, length: match[0].length }
      if (!all.some((one) => OPAQUE.has(one.type) && overlap(one, found))) all.push(found)
    }
  }
  return all.sort((one, other) => one.offset - other.offset || other.length - one.length)
}

const overlap = (one: Entity, other: Entity) =>
  one.offset < other.offset + other.length && other.offset < one.offset + one.length
