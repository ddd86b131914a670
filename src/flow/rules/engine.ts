import { toldOfSelf } from '../about-you.ts'
import { commands } from '../input.ts'
import { aboutYouPlace, type Place } from '../places.ts'
import type { Node } from '../script.ts'
import { heardViews } from '../views.ts'

/** Nodes that the engine leads to by itself. */
export const enginePlaces: readonly (Place & { kind?: Node['kind'] })[] = [
  { flow: 'welcome', node: 'language', kind: 'language' },
  { flow: 'welcome', node: 'consent', kind: 'card' },
  { flow: 'menu', node: 'start' },
  { flow: 'help', node: 'start' },
  { ...aboutYouPlace, kind: 'card' },
  { flow: 'me', node: 'privacy' },
  { flow: 'me', node: 'data' },
  { flow: 'me', node: 'stop' },
  { flow: 'me', node: 'forget' },
  { flow: 'me', node: 'clear' },
]

/** Flows that a campaign cannot do without. */
export const engineFlows: readonly string[] = ['welcome', 'menu', 'help', 'profile', 'me', 'about']

/** Variables that a card of any flow may use: the engine fills them from the last quiz. */
export const cardVariables: readonly string[] = ['score', 'total']

/** What `ui.data_<name>` names on the card of what is kept. */
const kept = [
  'language',
  'citizenship',
  'destination',
  ...toldOfSelf,
  'since',
  'source',
  'topics',
  'ticks',
  'votes',
  'result',
  'private',
  'place',
]
const places = ['RU', 'KG', 'TJ', 'UZ', 'KZ', 'TR', 'KR', 'GB', 'AE', 'DE', 'world']

/** What the messenger shows of the bot, and how long Telegram lets it be. */
export const profileLimits: Readonly<Record<string, number>> = {
  'bot.name': 64,
  'bot.description': 512,
  'bot.short': 120,
  ...Object.fromEntries(['start', ...commands].map((command) => [`bot.command_${command}`, 256])),
}

/** Phrases that the engine itself puts on buttons. */
export const engineLabels: readonly string[] = [
  'ui.about_you',
  'ui.as_calendar',
  'ui.as_pack',
  'ui.as_pdf',
  'ui.as_picture',
  'ui.as_text',
  'ui.back',
  'ui.continue_here',
  'ui.languages',
  'ui.help',
  'ui.helpful',
  'ui.keep',
  'ui.listen',
  'ui.menu',
  'ui.next',
  'ui.not_this',
  'ui.not_helpful',
  'ui.russian',
  'ui.share',
  'ui.share_open',
  'ui.skip',
  'ui.sources',
]

/** Every phrase that the engine says itself, with the variables that it fills. A test holds it against the code. */
export const enginePhrases: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...engineLabels.map((key): [string, string[]] => [key, []]),
  ...places.map((place): [string, string[]] => [`ui.country_${place}`, []]),
  ...Object.keys(profileLimits).map((key): [string, string[]] => [key, []]),
  ...kept.map((name): [string, string[]] => [`ui.data_${name}`, []]),
  ['ui.data_known', ['name', 'value']],
  ['ui.data_none', []],
  ['ui.data_counted', []],
  ['ui.data_not_counted', []],
  ['ui.all_ticked', []],
  ['ui.checked', ['date']],
  ['ui.contact_always', []],
  ['ui.contact_call', ['number']],
  ['ui.contact_checked', ['date']],
  ['ui.contact_dialled', ['date']],
  ['ui.contact_free', []],
  ['ui.contact_hours_unknown', []],
  ['ui.contact_languages', ['list']],
  ['ui.contact_none', []],
  ['ui.contact_office', []],
  ['ui.contact_paid', []],
  ['ui.contact_site', ['site']],
  ['ui.contact_undialled', []],
  ['ui.cleared', []],
  ['ui.day_passed', []],
  ['ui.draft', []],
  ['ui.file_sent', []],
  ['ui.in_russian', []],
  ['ui.free_text', []],
  ['ui.group', []],
  ['ui.hidden_card', []],
  ['ui.kept', []],
  ['ui.language_title', []],
  ['ui.node_gone', []],
  ['ui.not_cleared', []],
  ['ui.not_saved', []],
  ['ui.not_text', []],
  ['ui.old_button', []],
  ['ui.pick_none', []],
  ['ui.pick_some', []],
  ['ui.quiz_progress', ['n', 'total']],
  ['ui.request_ask', []],
  ['ui.request_remind', []],
  ...heardViews.map((view): [string, string[]] => [`ui.${view.replaceAll('-', '_')}`, []]),
  ['ui.share_card', ['link']],
  ['ui.source_line', ['name', 'dated']],
  ['ui.source_undated', []],
  ['ui.sources_title', []],
  ['ui.stale', []],
  ['ui.thanks_vote', []],
  ['ui.today', []],
  ['ui.wrong_choice', []],
  ['ui.wrong_date', ['example']],
  ['ui.wrong_date_range', ['earliest', 'latest']],
  ['ui.wrong_location', []],
  ['ui.wrong_number', ['min', 'max']],
  ['ui.wrong_text_empty', []],
  ['ui.wrong_text_long', ['max']],
])
