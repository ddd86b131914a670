import type { IncomingMessage, ServerResponse } from 'node:http'
import { serve } from './shared.ts'

/*
 * A Bot API that answers as fast as it can and checks nothing. It counts calls and the bytes of edits, so that the
 * benchmark can tell whether every bot said as much as the others. Edits are answered with a message, as Telegram does.
 */
const counts = { edits: 0, editBytes: 0, answers: 0, sends: 0, others: 0 }
let lastMessage = 1000

const text = 'Регистрация в России: сделайте её вовремя, чеки и копии держите у себя. '.repeat(5)
const row = [{ text: 'Дальше', callback_data: 'n:ru:registration.how' }]
const message = (id: number) => ({
  message_id: id,
  from: { id: 4242, is_bot: true, first_name: 'Bench', username: 'bench_bot' },
  chat: { id: 700_001, first_name: 'Айбек', type: 'private' },
  date: 1_790_000_000,
  edit_date: 1_790_000_001,
  text,
  entities: [{ offset: 0, length: 20, type: 'bold' }],
  reply_markup: { inline_keyboard: [row, row, row, row, row] },
})
const ok = (result: unknown) => Buffer.from(JSON.stringify({ ok: true, result }))
const yes = ok(true)
const edited = ok(message(1000))
const me = ok({ id: 4242, is_bot: true, first_name: 'Bench', username: 'bench_bot' })

serve((req, res) => {
  if (req.url === '/counts') return reply(res, Buffer.from(JSON.stringify(counts)))
  const bytes = Number(req.headers['content-length'] ?? 0)
  req.on('end', () => reply(res, answer(req, bytes)))
  req.resume()
})

function answer({ url = '' }: IncomingMessage, bytes: number): Buffer {
  switch (url.slice(url.lastIndexOf('/') + 1)) {
    case 'editMessageText':
      counts.edits++
      counts.editBytes += bytes
      return edited
    case 'answerCallbackQuery':
      counts.answers++
      return yes
    case 'sendMessage':
      counts.sends++
      return ok(message(++lastMessage))
    case 'getMe':
      return me
    default:
      counts.others++
      return yes
  }
}

function reply(res: ServerResponse, body: Buffer): void {
  res.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
}
