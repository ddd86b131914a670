import { type Api, GrammyError } from 'grammy'
import { errorClass, type Log } from '../privacy/log.ts'
import { allowedUpdates } from './update.ts'
import { webhookPath } from './webhook.ts'

const waitsMs = [250, 500, 1000, 2000, 5000]

/** Telegram does not know the token. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused'
}

/** Asks Telegram who the bot is, until it answers. Throws when the token is refused. */
export async function introduce(
  api: Api,
  log: Log,
  signal: AbortSignal,
): Promise<{ id: number; username: string }> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await api.getMe()
    } catch (error) {
      if (error instanceof GrammyError && [401, 404].includes(error.error_code)) {
        throw new TokenRefused('Telegram does not know this BOT_TOKEN. Copy it again from BotFather.')
      }
      if (signal.aborted) throw error
      log('warn', 'Telegram does not answer yet', { error: errorClass(error) })
      await new Promise((resolve) => setTimeout(resolve, waitsMs[Math.min(attempt, waitsMs.length - 1)]))
    }
  }
}

/** Lets updates come by webhook. */
export async function useWebhook(api: Api, publicUrl: string, secret: string): Promise<void> {
  await api.setWebhook(`${publicUrl}${webhookPath}`, {
    secret_token: secret,
    allowed_updates: allowedUpdates,
    max_connections: 40,
  })
}

/** Long polling and a webhook exclude each other: an old webhook goes, the updates that wait for it stay. */
export async function usePolling(api: Api): Promise<void> {
  await api.deleteWebhook({ drop_pending_updates: false })
}
