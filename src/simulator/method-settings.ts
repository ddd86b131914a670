import { z } from 'zod'
import type { Call } from './call.ts'
import { isRecord, structureOf, textOf } from './params.ts'
import type { BotRecord, Command } from './records.ts'
import { badRequest } from './refusal.ts'

const COMMANDS = z.array(z.looseObject({ command: z.string(), description: z.string() }))
const COMMAND_LIMIT = 100
const SCOPES = new Set([
  'default',
  'all_private_chats',
  'all_group_chats',
  'all_chat_administrators',
  'chat',
  'chat_administrators',
  'chat_member',
])

type Texts = 'names' | 'descriptions' | 'shortDescriptions'

interface Setting {
  field: Texts
  param: string
  limit: number
  refusal: string
}

const NAME: Setting = {
  field: 'names',
  param: 'name',
  limit: 64,
  refusal: 'bot name length must not exceed 64',
}
const DESCRIPTION: Setting = {
  field: 'descriptions',
  param: 'description',
  limit: 512,
  refusal: 'bot description length must not exceed 512',
}
const SHORT: Setting = {
  field: 'shortDescriptions',
  param: 'short_description',
  limit: 120,
  refusal: 'bot short description length must not exceed 120',
}

export const setMyName = (call: Call) => setText(call, NAME)
export const getMyName = (call: Call) => ({ name: getText(call, NAME) || 'Bot' })
export const setMyDescription = (call: Call) => setText(call, DESCRIPTION)
export const getMyDescription = (call: Call) => ({ description: getText(call, DESCRIPTION) })
export const setMyShortDescription = (call: Call) => setText(call, SHORT)
export const getMyShortDescription = (call: Call) => ({ short_description: getText(call, SHORT) })

function setText(call: Call, { field, param, limit, refusal }: Setting): true {
  const language = takeLanguage(call)
  const value = textOf(call.params, param) ?? ''
  if (value.length > limit) throw badRequest(refusal)
  const { [language]: _, ...others } = call.bot[field]
  save(call, { [field]: value === '' ? others : { ...others, [language]: value } })
  return true
}

function getText(call: Call, { field }: Setting): string {
  return call.bot[field][takeLanguage(call)] ?? call.bot[field][''] ?? ''
}

export function setMyCommands(call: Call): true {
  const key = takeCommandKey(call)
  const parsed = COMMANDS.safeParse(structureOf(call.params, 'commands'))
  if (!parsed.success) throw badRequest("can't parse commands: expected an Array of BotCommand")
  if (parsed.data.length > COMMAND_LIMIT) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  const commands = parsed.data.map(takeCommand)
  save(call, { commands: { ...call.bot.commands, [key]: commands } })
  return true
}

function takeCommand(given: Command): Command {
  const command = given.command.trim().replace(/^\//, '')
  const description = given.description.trim()
  checkLength('command', command, 32)
  checkLength('command description', description, 256)
  if (!/^[a-z0-9_]+$/.test(command)) throw badRequest('BOT_COMMAND_INVALID')
  return { command, description }
}

function checkLength(what: string, text: string, limit: number): void {
  if (text === '') throw badRequest(`${what} must be non-empty`)
  if ([...text].length > limit) throw badRequest(`${what} length must not exceed ${limit}`)
}

export function deleteMyCommands(call: Call): true {
  const { [takeCommandKey(call)]: _, ...commands } = call.bot.commands
  save(call, { commands })
  return true
}

export function getMyCommands(call: Call): Command[] {
  return call.bot.commands[takeCommandKey(call)] ?? []
}

export function setChatMenuButton(call: Call): true {
  const button = structureOf(call.params, 'menu_button')
  if (button === undefined) return true
  const type = isRecord(button) ? button.type : undefined
  if (type === 'default' || type === 'commands' || type === 'web_app') return true
  throw badRequest("can't parse MenuButton: Unsupported type")
}

function takeCommandKey(call: Call): string {
  const scope = structureOf(call.params, 'scope')
  const type = isRecord(scope) ? scope.type : 'default'
  if (typeof type !== 'string' || !SCOPES.has(type))
    throw badRequest("can't parse BotCommandScope: Unsupported type specified")
  const chat = isRecord(scope) && scope.chat_id !== undefined ? `:${String(scope.chat_id)}` : ''
  return `${type}${chat}|${takeLanguage(call)}`
}

function takeLanguage(call: Call): string {
  const language = textOf(call.params, 'language_code') ?? ''
  if (!/^([a-z]{2})?$/.test(language)) throw badRequest('invalid language code specified')
  return language
}

function save(call: Call, changes: Partial<BotRecord>): void {
  Object.assign(call.bot, changes)
  call.world.bots.set(call.bot.key, call.bot)
  call.world.streams.sendAll('bot')
}
