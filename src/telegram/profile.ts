import type { Api } from 'grammy'
import type { Written } from '../campaign/campaign.ts'
import type { Content } from '../content/load.ts'
import { commands } from '../flow/input.ts'
import { errorClass, type Log } from '../privacy/log.ts'

/**
 * Says in every language what the bot is called, what it is for and which commands it knows. Cosmetic: a failure is
 * logged and stops nothing. What is set already is not set again, because Telegram allows it only a few times a day.
 */
export async function setProfile(api: Api, content: Content, log: Log): Promise<void> {
  const { languages, source_language } = content.campaign
  await setFor(api, content, { language: source_language, log })
  for (const language of languages) await setFor(api, content, { language, code: language, log })
}

type For = { language: Written; code?: Written; log: Log }

async function setFor(api: Api, { phrases }: Content, { language, code, log }: For): Promise<void> {
  const to = code === undefined ? {} : { language_code: code }
  const say = (key: string) => phrases.plain(language, `bot.${key}`)
  const list = ['start', ...commands].map((command) => ({ command, description: say(`command_${command}`) }))
  await attempt(log, 'setMyCommands', async () => {
    const now = await api.getMyCommands(to)
    if (JSON.stringify(now) !== JSON.stringify(list)) await api.setMyCommands(list, to)
  })
  await attempt(log, 'setMyName', async () => {
    if ((await api.getMyName(to)).name !== say('name')) await api.setMyName(say('name'), to)
  })
  await attempt(log, 'setMyDescription', async () => {
    if ((await api.getMyDescription(to)).description !== say('description'))
      await api.setMyDescription(say('description'), to)
  })
  await attempt(log, 'setMyShortDescription', async () => {
    const now = await api.getMyShortDescription(to)
    if (now.short_description !== say('short')) await api.setMyShortDescription(say('short'), to)
  })
}

async function attempt(log: Log, method: string, call: () => Promise<void>): Promise<void> {
  try {
    await call()
  } catch (error) {
    log('warn', 'the bot’s profile was not set', { method, error: errorClass(error) })
  }
}
