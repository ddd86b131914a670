import { icuProblem } from './reading.ts'
import { type ContentRule, everyText, type Problem, problem } from './rule.ts'

export const brokenIcu: ContentRule = {
  id: 'broken-icu',
  level: 'error',
  says: 'Variables and plurals in braces are closed and complete, and every plural has the form other.',
  wrong: { 'content/ru/extra.yaml': 'left: "{n, plural, one {# день}}"\nopen: "Привет, {name"\n' },
  right: {
    'content/ru/extra.yaml': 'left: "{n, plural, one {# день} few {# дня} many {# дней} other {# дня}}"\n',
  },
  check: (content) =>
    everyText(content).flatMap(({ language, key, text }): Problem[] => {
      const name = icuProblem(language, text)
      return name === undefined ? [] : [problem(text, `${key}: ${meanings[name] ?? name.toLowerCase()}`)]
    }),
}

const meanings: Readonly<Record<string, string>> = {
  MISSING_OTHER_CLAUSE: 'a plural or select has no form other',
  EXPECT_ARGUMENT_CLOSING_BRACE: 'a { is not closed with }',
  UNCLOSED_QUOTE_IN_ARGUMENT_STYLE: 'an apostrophe opens a quotation that nothing closes',
  EMPTY_ARGUMENT: 'there is nothing between { and }',
  MALFORMED_ARGUMENT: 'the name in { } is not a word',
  INVALID_ARGUMENT_TYPE: 'the word after the comma is not plural, select, number, date or time',
  EXPECT_PLURAL_ARGUMENT_SELECTOR: 'a plural has no forms',
  EXPECT_PLURAL_ARGUMENT_SELECTOR_FRAGMENT: 'a form of a plural has no { }',
  DUPLICATE_PLURAL_ARGUMENT_SELECTOR: 'a plural has one form twice',
  UNMATCHED_CLOSING_TAG: 'a tag is closed that was not opened',
}
