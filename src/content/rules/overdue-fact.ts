import { isOverdue } from '../facts.ts'
import { type ContentRule, type Problem, placeIn, problem } from './rule.ts'

export const overdueFact: ContentRule = {
  id: 'overdue-fact',
  level: 'warning',
  says: 'A fact or contact whose day for checking has passed is checked again; until then its cards carry a caution.',
  wrong: {
    'content/facts/extra.yaml':
      'x-1: { says: a, applies: [all], source: police, dated: "2026", confidence: high, checked: 2025-11-24, recheck: 2026-01-31, publish: true }\n',
  },
  right: {
    'content/facts/extra.yaml':
      'x-1: { says: a, applies: [all], source: police, dated: "2026", confidence: high, checked: 2025-11-24, recheck: 2027-01-31, publish: true }\n',
  },
  check: (content, { today }) =>
    [...content.facts, ...content.contacts].flatMap(([id, entry]): Problem[] =>
      isOverdue(entry, today)
        ? [problem(placeIn(content, id), `${id} should have been checked again by ${entry.recheck}`)]
        : [],
    ),
}
