import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawPicture } from '../../src/simulator/picture.ts'
import { type Answer, openStarted, type Rig, TOKEN } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openStarted()
})
afterAll(() => rig.close())

async function upload(method: string, field: string, file: File, caption = '') {
  const form = new FormData()
  form.set('chat_id', '7')
  form.set('caption', caption)
  form.set('parse_mode', 'HTML')
  form.set('reply_markup', JSON.stringify({ inline_keyboard: [[{ text: 'ok', callback_data: 'ok' }]] }))
  form.set(field, file)
  const response = await fetch(`${rig.url}/bot${TOKEN}/${method}`, { method: 'POST', body: form })
  return (await response.json()) as Answer
}

const picture = () => new File([new Uint8Array(drawPicture(64, 48))], 'a.png', { type: 'image/png' })

test('a picture is kept, shown, and sent again by its id', async () => {
  const bytes = drawPicture(64, 48)
  const { result } = await upload('sendPhoto', 'photo', picture(), '<b>hi</b>')
  expect(result).toMatchObject({ caption: 'hi', photo: [{ width: 64, height: 48, file_size: bytes.length }] })
  const again = await rig.call('sendPhoto', { chat_id: 7, photo: result.photo[0]?.file_id })
  expect(again.result.photo).toEqual(result.photo)
  const { messages } = await rig.sim('GET', 'users/7/chat')
  const media = messages.at(-1)?.media
  expect(media).toMatchObject({
    kind: 'photo',
    url: expect.stringMatching(/^\/sim\/files\//),
  })
  const shown = await fetch(`${rig.url}${media?.url}`)
  expect(shown.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await shown.arrayBuffer()).equals(bytes)).toBe(true)
})

test('a file can be fetched by its path, and only be used as what it is', async () => {
  const { result } = await upload('sendDocument', 'document', new File(['text'], 'Памятка мигранта.pdf'))
  expect(result.document.file_name).toBe('Памятка мигранта.pdf')
  const { result: file } = await rig.call('getFile', { file_id: result.document.file_id })
  expect(await (await fetch(`${rig.url}/file/bot${TOKEN}/${file.file_path}`)).text()).toBe('text')
  expect((await rig.call('sendPhoto', { chat_id: 7, photo: result.document.file_id })).description).toBe(
    "Bad Request: can't use file of type Document as Photo",
  )
})

test('refuses a picture that is none and a caption that is too long', async () => {
  const none = new File(['no picture at all'], 'a.png')
  expect((await upload('sendPhoto', 'photo', none)).description).toBe('Bad Request: IMAGE_PROCESS_FAILED')
  expect((await upload('sendPhoto', 'photo', picture(), 'x'.repeat(1025))).description).toBe(
    'Bad Request: message caption is too long',
  )
})

test('a text cannot be edited where there is none', async () => {
  const { result } = await upload('sendPhoto', 'photo', picture(), 'hi')
  const edit = { chat_id: 7, message_id: result.message_id }
  expect((await rig.call('editMessageText', { ...edit, text: 'x' })).description).toBe(
    'Bad Request: there is no text in the message to edit',
  )
  expect((await rig.call('editMessageCaption', { ...edit, caption: 'new' })).result.caption).toBe('new')
})

test.each(['voice', 'photo', 'document', 'location', 'sticker'])('a person can send a %s', async (media) => {
  await rig.sim('POST', 'users/7/messages', { media })
  const [update] = await rig.updates({ offset: -1 })
  expect(update?.message).toHaveProperty(media)
})
