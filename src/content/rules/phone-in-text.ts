import { type ContentRule, everyText, problem } from './rule.ts'

export const phoneInText: ContentRule = {
  id: 'phone-in-text',
  level: 'error',
  says: 'A telephone number stands in the list of contacts only, where it is dialled and dated, never in a text.',
  wrong: {
    'content/ru/extra.yaml': 'a: "Звоните: 8-800-200-52-09"\nb: "Посольство: +7 (495) 237-44-52"\n',
  },
  right: {
    'content/ru/extra.yaml':
      'a: "Штраф: 25 000–50 000 рублей. Срок до 31.12.2026. В беде: 112"\nb: "Доход 1 000 000 сом, закон от 2026-11-24"\n',
  },
  check: (content) =>
    everyText(content).flatMap(({ key, text }) =>
      phonesIn(text.text).map((number) =>
        problem(text, `${key}: ${number} looks like a telephone number: name a contact instead`),
      ),
    ),
}

/** Seven digits and more that are no sum, no range of sums and no day, and every 8-800. */
export function phonesIn(text: string): string[] {
  if (!/\d/.test(text)) return []
  const plain = text.replace(/<[^>]*>|https?:\/\/\S+|\{[^{}]*\}/g, ' ').replace(/\u00a0/g, ' ')
  return [...plain.matchAll(/\+?\(?\d[\d ()-]*\d/g)]
    .map(([found]) => found.trim())
    .filter((found) => isPhone(found))
}

function isPhone(found: string): boolean {
  const digits = found.replace(/\D/g, '')
  if (/^8800/.test(digits)) return true
  if (digits.length < 7) return false
  if (found.startsWith('+')) return true
  if (/^\d{4}-\d{2}-\d{2}$/.test(found)) return false
  return !found.split('-').every(isSum) || found.split('-').length > 2
}

function isSum(part: string): boolean {
  return /^\d{1,3}( \d{3}){1,2}$/.test(part.trim()) || /^\d{1,4}00+$/.test(part.trim())
}
