import type { Written } from '../../campaign/campaign.ts'
import { isPlain } from '../texts.ts'
import { readText } from './reading.ts'
import { type ContentRule, everyText, problem } from './rule.ts'

/** In the other languages a noun stays singular after a number: `other` is enough, and broken-icu holds that. */
const needed: Readonly<Partial<Record<Written, readonly string[]>>> = {
  ru: ['one', 'few', 'many', 'other'],
  en: ['one', 'other'],
}

export const pluralForms: ContentRule = {
  id: 'plural-forms',
  level: 'error',
  says: 'A plural has every form that the language tells apart: in Russian one, few, many and other.',
  wrong: { 'content/ru/extra.yaml': 'left: "{n, plural, one {# день} other {# дней}}"\n' },
  right: {
    'content/ru/extra.yaml': 'left: "{n, plural, one {# день} few {# дня} many {# дней} other {# дня}}"\n',
    'content/ky/extra.yaml': 'left: "{n, plural, other {# күн}}"\n',
  },
  check: (content) =>
    everyText(content).flatMap(({ language, key, text }) =>
      (isPlain(text.text) ? [] : (readText(language, text)?.plurals ?? []))
        .map((forms) => (needed[language] ?? []).filter((form) => !forms.has(form)))
        .filter((absent) => absent.length > 0)
        .map((absent) => problem(text, `${key}: a plural has no form ${absent.join(', ')}`)),
    ),
}
