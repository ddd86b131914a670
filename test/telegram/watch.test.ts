import { GrammyError, HttpError } from 'grammy'
import { describe, expect, it } from 'vitest'
import { TelegramWatch } from '../../src/telegram/watch.ts'

const at = new Date('2026-11-24T08:00:00Z')
const said: string[] = []
const outages = {
  began: (cause: string) => void said.push(`began ${cause}`),
  ended: async () => void said.push('ended'),
}
const info = { url: 'https://bot.example.org', has_custom_certificate: false, pending_update_count: 4 }
const refusal = (code: number) =>
  new GrammyError('x', { ok: false, error_code: code, description: 'x' }, 'getUpdates', {})

describe('the way between Telegram and the bot', () => {
  it.each([
    ['Connection timed out', 'slow'],
    ['Read timeout expired', 'slow'],
    ['Connection refused', 'connection'],
    ['Failed to resolve host: Name or service not known', 'connection'],
    ['SSL error {error:0A000086:SSL routines::certificate verify failed}', 'certificate'],
    ['Wrong response from the webhook: 500 Internal Server Error', 'answer'],
    ['IP address 192.0.2.7 is reserved', 'other'],
  ])('“%s” is told as %s', (message, what) => {
    const watch = new TelegramWatch('webhook', outages, () => at)
    watch.answered({ ...info, last_error_date: at.getTime() / 1000, last_error_message: message })
    expect(watch.state).toEqual({ way: 'webhook', failingSince: null, pending: 4, lastError: { at, what } })
  })

  it('a call that fails is told since when, until one succeeds; only silence is an outage', () => {
    said.length = 0
    const watch = new TelegramWatch('polling', outages, () => at)
    watch.failed(refusal(409))
    expect(watch.state).toMatchObject({ failingSince: at, lastError: { what: 'refused' } })
    expect(said).toEqual([])
    watch.failed(new HttpError('away', new Error('ECONNREFUSED')))
    watch.failed(refusal(502))
    expect(said).toEqual(['began telegram', 'began telegram'])
    watch.answered()
    expect(watch.state).toMatchObject({
      failingSince: null,
      lastError: { what: 'unreachable' },
      pending: null,
    })
  })
})
