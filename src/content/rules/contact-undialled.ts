import { mayBeShown } from '../contacts.ts'
import { type ContentRule, type Problem, placeIn, problem } from './rule.ts'

const contact =
  'x-1: { number: "112", place: RU, citizenship: [], tags: [emergency], hours: always, languages: [], cost: free, source: s, dated: "2025", confidence: high, recheck: 2027-01-31'

export const contactUndialled: ContentRule = {
  id: 'contact-undialled',
  level: 'warning',
  says: 'Somebody of the campaign has dialled each number before people are sent to it.',
  wrong: { 'content/contacts.yaml': `${contact}, dialled: null }\n` },
  right: { 'content/contacts.yaml': `${contact}, dialled: 2026-11-20 }\n` },
  check: (content) =>
    [...content.contacts].flatMap(([id, entry]): Problem[] => {
      if (entry.dialled !== null || entry.number === undefined) return []
      const shown = mayBeShown(entry) ? 'it is shown on its source alone' : 'it is hidden until then'
      return [problem(placeIn(content, id), `${id} was never dialled: ${shown}`)]
    }),
}
