import { statSync } from 'node:fs'
import { join } from 'node:path'
import { type Api, GrammyError, InputFile } from 'grammy'
import type { Made, Media } from '../content/message.ts'
import type { MakeFile } from '../documents/files.ts'
import { errorClass, type Log } from '../privacy/log.ts'

/** Telegram's ids of files that were sent before: sending by id costs no upload. */
export type FileIds = {
  find(key: string): Promise<string | undefined>
  keep(key: string, id: string): Promise<void>
}

type Options = NonNullable<Parameters<Api['sendDocument']>[2]>
type Sent = { message: number; id: string | undefined }
type File = { key: string | null; input: () => InputFile }

/** Sends files: pictures, documents, recordings. */
export class Attachments {
  readonly #api: Api
  readonly #folder: string
  readonly #make: MakeFile
  readonly #ids: FileIds
  readonly #log: Log

  /** @param from.folder where files of the content lie */
  constructor(api: Api, from: { folder: string; make: MakeFile; ids: FileIds }, log: Log) {
    this.#api = api
    this.#folder = from.folder
    this.#make = from.make
    this.#ids = from.ids
    this.#log = log
  }

  /** Sends a file with its caption; answers the id of the message. */
  async send(chat: number, media: Media, options: Options): Promise<number> {
    const file = 'file' in media ? this.#stored(media.file) : await this.#made(media.make)
    const { key } = file
    const known = key === null ? undefined : await this.#find(key)
    if (known !== undefined) {
      try {
        return (await this.#call(chat, media.kind, { file: known, options })).message
      } catch (error) {
        if (!isForgotten(error)) throw error
      }
    }
    const { message, id } = await this.#call(chat, media.kind, { file: file.input(), options })
    if (key !== null && id !== undefined) await this.#keep(key, id)
    return message
  }

  /** A file that was changed is another file. */
  #stored(name: string): File {
    const path = join(this.#folder, name)
    const { size, mtimeMs } = statSync(path)
    return { key: `${name}@${size}-${Math.round(mtimeMs)}`, input: () => new InputFile(path) }
  }

  async #made(made: Made): Promise<File> {
    const { name, bytes, key } = await this.#make(made)
    return { key, input: () => new InputFile(bytes, name) }
  }

  /** Without the database a file is uploaded again: that is slower, and nothing is lost. */
  async #find(key: string): Promise<string | undefined> {
    try {
      return await this.#ids.find(key)
    } catch (error) {
      this.#log('debug', 'a file’s id could not be looked up', { error: errorClass(error) })
      return undefined
    }
  }

  async #keep(key: string, id: string): Promise<void> {
    try {
      await this.#ids.keep(key, id)
    } catch (error) {
      this.#log('debug', 'a file’s id could not be kept', { error: errorClass(error) })
    }
  }

  async #call(
    chat: number,
    kind: Media['kind'],
    { file, options }: { file: InputFile | string; options: Options },
  ): Promise<Sent> {
    switch (kind) {
      case 'picture': {
        const sent = await this.#api.sendPhoto(chat, file, options)
        return { message: sent.message_id, id: sent.photo.at(-1)?.file_id }
      }
      case 'document': {
        const sent = await this.#api.sendDocument(chat, file, options)
        return { message: sent.message_id, id: sent.document.file_id }
      }
      case 'voice': {
        const sent = await this.#api.sendVoice(chat, file, options)
        return { message: sent.message_id, id: sent.voice.file_id }
      }
    }
  }
}

/** An id that Telegram does not know (any more), such as one of another bot. */
function isForgotten(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    error.error_code === 400 &&
    /file identifier|file_id/i.test(error.description)
  )
}
