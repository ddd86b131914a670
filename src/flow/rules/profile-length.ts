import { problem } from '../../content/rules/rule.ts'
import { profileLimits } from './engine.ts'
import type { ScriptRule } from './graph.ts'

export const profileLength: ScriptRule = {
  id: 'profile-length',
  level: 'error',
  says: 'The name, the descriptions and the commands of the bot are not longer than Telegram takes.',
  wrong: { 'content/ky/bot.yaml': `name: '${'Сапар '.repeat(12)}'\n` },
  right: { 'content/ky/bot.yaml': "name: 'Сапар'\n" },
  check: ({ script }) =>
    [...script.content.texts.values()].flatMap((texts) =>
      Object.entries(profileLimits).flatMap(([key, limit]) => {
        const text = texts.get(key)
        if (text === undefined || text.text.length <= limit) return []
        return [problem(text, `${key} has ${text.text.length} characters; Telegram takes ${limit}`)]
      }),
    ),
}
