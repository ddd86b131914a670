import { createHash, randomBytes } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Call, post, takeChat } from './call.ts'
import { takeCaption } from './formatting.ts'
import { takeKeyboard } from './keyboard.ts'
import { numberOf, textOf, type Upload } from './params.ts'
import { pictureSize } from './picture.ts'
import type { FileRecord, MediaKind } from './records.ts'
import { badRequest } from './refusal.ts'
import type { World } from './world.ts'

const PHOTO_LIMIT = 10 * 1024 * 1024
const FILE_LIMIT = 50 * 1024 * 1024
const DEFAULT_MIME: Record<MediaKind, string> = {
  photo: 'image/jpeg',
  voice: 'audio/ogg',
  document: 'application/octet-stream',
  sticker: 'image/webp',
}
const MAGIC: Record<string, string> = {
  '\x89PNG': 'image/png',
  GIF8: 'image/gif',
  RIFF: 'audio/wav',
  OggS: 'audio/ogg',
  '%PDF': 'application/pdf',
}

export const sendPhoto = (call: Call) => sendMedia(call, 'photo')
export const sendDocument = (call: Call) => sendMedia(call, 'document')
export const sendVoice = (call: Call) => sendMedia(call, 'voice')

function sendMedia(call: Call, kind: MediaKind): unknown {
  const talk = takeChat(call)
  const formatted = takeCaption(call.params)
  const buttons = takeKeyboard(call.params)
  return post(call, talk, { ...formatted, buttons, file: takeFile(call, kind) })
}

function takeFile(call: Call, kind: MediaKind): FileRecord {
  const value = textOf(call.params, kind)
  if (value === undefined || value === '') throw badRequest(`there is no ${kind} in the request`)
  if (value.startsWith('attach://')) {
    const upload = call.files.get(value.slice('attach://'.length))
    if (!upload) throw badRequest(`there is no ${kind} in the request`)
    return keep(call.world, kind, upload, numberOf(call.params, 'duration') ?? 0)
  }
  if (/^https?:/i.test(value)) throw badRequest('failed to get HTTP URL content')
  const known = call.world.files.get(value)
  if (!known) throw badRequest('wrong file identifier/HTTP URL specified')
  if (known.kind !== kind) throw badRequest(`can't use file of type ${title(known.kind)} as ${title(kind)}`)
  return known
}

const title = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** Writes a file once for all who send the same bytes; each upload gets an id of its own. */
export function keep(world: World, kind: MediaKind, upload: Upload, duration = 0): FileRecord {
  const { bytes } = upload
  if (bytes.length === 0) throw badRequest('file must be non-empty')
  if (bytes.length > (kind === 'photo' ? PHOTO_LIMIT : FILE_LIMIT)) throw badRequest('file is too big')
  const size = kind === 'photo' ? pictureSize(bytes) : { width: 0, height: 0 }
  if (!size) throw badRequest('IMAGE_PROCESS_FAILED')
  const unique = createHash('sha256')
    .update(kind)
    .update(upload.mime)
    .update(bytes)
    .digest('hex')
    .slice(0, 24)
  const path = join(world.filesDir, unique)
  if (!existsSync(path)) writeFileSync(path, bytes)
  const file: FileRecord = {
    id: `${kind.charAt(0).toUpperCase()}gAC${randomBytes(24).toString('base64url')}`,
    unique,
    kind,
    mime: mimeOf(kind, upload),
    name: kind === 'document' ? upload.name : undefined,
    size: bytes.length,
    ...size,
    duration,
  }
  world.files.set(file.id, file)
  return file
}

/** A kind sent without a usable type gets one from its first bytes. */
function mimeOf(kind: MediaKind, { mime, bytes }: Upload): string {
  if (mime !== '' && mime !== 'application/octet-stream') return mime
  const magic = Buffer.from(bytes.subarray(0, 4)).toString('latin1')
  const found = MAGIC[magic] ?? (magic.startsWith('\xff\xd8') ? 'image/jpeg' : undefined)
  return found ?? DEFAULT_MIME[kind]
}

export function getFile(call: Call): unknown {
  const id = textOf(call.params, 'file_id') ?? ''
  const file = call.world.files.get(id)
  if (!file) throw badRequest('invalid file_id')
  return { file_id: file.id, file_unique_id: file.unique, file_size: file.size, file_path: filePath(file) }
}

const filePath = (file: FileRecord) => `${file.kind}s/${file.unique}`
