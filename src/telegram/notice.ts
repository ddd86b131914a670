import type { Api } from 'grammy'
import { errorClass, type Log } from '../privacy/log.ts'
import { outcomeOf } from './outcome.ts'

/** Sends a message that nobody asked for just now; what failed is not tried again. */
export type Notice = (chat: number, html: string) => Promise<'delivered' | 'blocked' | 'failed'>

export function makeNotice(api: Api, log: Log): Notice {
  return async (chat, html) => {
    try {
      await api.sendMessage(chat, html, { parse_mode: 'HTML', link_preview_options: { is_disabled: true } })
      return 'delivered'
    } catch (error) {
      const { outcome } = outcomeOf(error)
      if (outcome === 'blocked' || outcome === 'deactivated') return 'blocked'
      log('warn', 'a notice was not delivered', { reason: outcome, error: errorClass(error) })
      return 'failed'
    }
  }
}
