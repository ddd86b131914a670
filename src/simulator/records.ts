export interface Entity {
  type: string
  offset: number
  length: number
  url?: string
  language?: string
}

export interface Button {
  text: string
  url?: string
  callback_data?: string
  [field: string]: unknown
}

export interface Command {
  command: string
  description: string
}

export interface Webhook {
  url: string
  secret: string | undefined
  maxConnections: number
}

/** What a bot has set about itself; texts are by language code, with '' for all other languages. */
export interface BotRecord {
  key: string
  id: number
  webhook: Webhook | null
  allowed: string[] | null
  names: Record<string, string>
  descriptions: Record<string, string>
  shortDescriptions: Record<string, string>
  /** By `scope|language_code`. */
  commands: Record<string, Command[]>
}

export interface PersonRecord {
  id: number
  firstName: string
  language: string | undefined
  deactivated: boolean
}

export interface ChatRecord {
  id: number
  type: string
  title: string | undefined
  started: boolean
  blocked: boolean
}

export type MediaKind = 'photo' | 'document' | 'voice' | 'sticker'

export interface FileRecord {
  id: string
  unique: string
  kind: MediaKind
  mime: string
  name: string | undefined
  size: number
  width: number
  height: number
  duration: number
}

export interface StoredMessage {
  id: number
  date: number
  editDate?: number
  from: 'bot' | 'person'
  /** The text, or the caption of media. */
  text: string
  entities: Entity[]
  buttons: Button[][]
  file?: FileRecord
  location?: { latitude: number; longitude: number }
}

export interface CallbackRecord {
  id: string
  bot: string
  user: number
  at: number
}
