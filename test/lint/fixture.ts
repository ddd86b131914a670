import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fingerprint } from '../../src/content/pins.ts'
import type { Files } from '../../src/content/rules/rule.ts'
import { enginePhrases } from '../../src/flow/rules/engine.ts'

export const today = '2026-11-24'

/** A small campaign in two languages that lint has nothing against, not even a warning. */
export function smallCampaign(): Files {
  const texts = {
    ui: phrases('ui'),
    bot: phrases('bot'),
    welcome:
      "title: 'Начало'\nuseful: 'Полезно.'\nuseful.next: 'Дальше'\nconsent: 'Можно считать?'\nconsent.yes: 'Да'\nconsent.no: 'Нет'\n",
    menu: "title: 'Меню'\nstart: 'Что нужно?'\nstart.about: 'Кто мы'\nstart.visit: 'Посольство'\n",
    help: "title: 'Помощь'\nstart: 'Позвоните.'\n",
    profile:
      "title: 'О вас'\ncitizenship: 'Какой паспорт?'\ncitizenship.TJ: 'Таджикистан'\nabout: 'Четыре вопроса.'\n",
    me: "title: 'Мои данные'\nprivacy: 'a'\ndata: 'a'\nstop: 'a'\nforget: 'a'\nclear: 'a'\n",
    about: "title: 'Кто мы'\nstart: 'Мы помогаем.'\n",
    visit:
      "title: 'Посольство'\nfirst: 'Встаньте на учёт за 15 дней.'\nfirst.next: 'Дальше'\nlast: 'Готово.'\n",
    sources: "police: 'МВД'\n",
    contacts: "ru-112: 'Спасение'\nru-112.short: 'Спасение'\n",
  }
  return {
    ...settings,
    ...flows,
    ...Object.fromEntries(
      Object.entries(texts).flatMap(([name, text]) => [
        [`content/ru/${name}.yaml`, text],
        [`content/ky/${name}.yaml`, text],
      ]),
    ),
    'content/ky/pins.yaml': pins(texts),
  }
}

/** Writes a campaign, with other files over it, to a folder of its own; hands it to `use` and takes it away. */
export function withCampaign<T>(over: Files, use: (root: string) => T): T {
  const root = writeCampaign(over)
  try {
    return use(root)
  } finally {
    rmSync(root, { recursive: true })
  }
}

/** Writes a campaign to a folder of its own, which whoever asked for it takes away. */
export function writeCampaign(over: Files): string {
  const root = mkdtempSync(join(tmpdir(), 'sapar-lint-'))
  for (const [file, text] of Object.entries({ ...smallCampaign(), ...over })) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  return root
}

function phrases(file: string): string {
  return [...enginePhrases]
    .filter(([key]) => key.startsWith(`${file}.`))
    .map(
      ([key, variables]) =>
        `${key.slice(file.length + 1)}: 'Да ${variables.map((name) => `{${name}}`).join(' ')}'\n`,
    )
    .join('')
}

function pins(files: Record<string, string>): string {
  return Object.entries(files)
    .flatMap(([name, text]) =>
      [...text.matchAll(/^(\S+): '(.*)'$/gm)].map(
        ([, key, value = '']) => `${name}.${key}: ${fingerprint(value.trim())} reviewed\n`,
      ),
    )
    .join('')
}

const settings: Files = {
  'content/campaign.yaml': `name: Small
languages: [ru, ky]
source_language: ru
time_zone: Asia/Bishkek
citizenships: [TJ]
entry_codes: { station: Bus station }
complaint_channels: []
blocked_sources: [azattyk, svoboda, настоящее время]
`,
  'content/facts/small.yaml':
    'f-1: { says: a, applies: [all], source: police, dated: "2026", confidence: high, checked: 2026-11-24, recheck: 2027-01-31, publish: true }\n',
  'content/contacts.yaml':
    'ru-112: { number: "112", place: RU, citizenship: [], tags: [emergency], hours: always, languages: [], cost: free, source: s, dated: "2025", confidence: high, dialled: 2026-11-20, recheck: 2027-01-31 }\n',
}

const flows: Files = {
  'flows/moved.yaml': '{}\n',
  'flows/welcome.yaml': `flow: welcome
start: language
nodes:
  language: { kind: language, then: useful }
  useful: { kind: card, buttons: { next: consent } }
  consent:
    kind: card
    buttons:
      yes: { to: menu.start, effect: count }
      no: { to: menu.start, effect: dont-count }
`,
  'flows/menu.yaml':
    'flow: menu\nstart: start\nnodes:\n  start: { kind: card, buttons: { about: { flow: about }, visit: { flow: visit } } }\n',
  'flows/help.yaml':
    'flow: help\nemergency: true\nstart: start\nnodes:\n  start: { kind: card, contacts: [ru-112] }\n',
  'flows/profile.yaml':
    'flow: profile\nstart: citizenship\nnodes:\n  citizenship: { kind: ask, var: citizenship, answer: choice, options: { TJ: {} }, then: return }\n  about: { kind: card }\n',
  'flows/me.yaml':
    'flow: me\nstart: privacy\nnodes:\n  privacy: { kind: card }\n  data: { kind: card }\n  stop: { kind: card }\n  forget: { kind: card }\n  clear: { kind: card }\n',
  'flows/about.yaml': 'flow: about\nstart: start\nnodes:\n  start: { kind: card }\n',
  'flows/visit.yaml': `flow: visit
topic: visit
entry: visit
start: first
nodes:
  first:
    kind: card
    facts: [f-1]
    needs: [citizenship]
    buttons:
      next: last
  last:
    kind: card
    end: true
`,
}
