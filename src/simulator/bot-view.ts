import type { BotRecord, Command } from './records.ts'
import { botUser } from './shapes.ts'

/** What a bot shows of itself before and beside the conversation, by language code ('' is any other). */
export function botView(bot: BotRecord) {
  const { first_name, username } = botUser(bot)
  return {
    id: bot.id,
    username,
    name: { '': first_name, ...bot.names },
    description: bot.descriptions,
    short_description: bot.shortDescriptions,
    commands: commandsOf(bot),
  }
}

function commandsOf(bot: BotRecord): Record<string, Command[]> {
  const languages = new Set(['', ...Object.keys(bot.commands).map((key) => key.split('|')[1] ?? '')])
  const commands: Record<string, Command[]> = {}
  for (const language of languages) commands[language] = commandsIn(bot, language)
  return commands
}

/** Telegram takes the list of the narrowest scope, and there the one of the language before the common one. */
function commandsIn({ commands }: BotRecord, language: string): Command[] {
  const keys = [`all_private_chats|${language}`, 'all_private_chats|', `default|${language}`, 'default|']
  for (const key of keys) {
    const found = commands[key]
    if (found && found.length > 0) return found
  }
  return []
}
