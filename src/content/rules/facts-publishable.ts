import { type ContentRule, type Problem, placeIn, problem } from './rule.ts'

export const factsPublishable: ContentRule = {
  id: 'facts-publishable',
  level: 'error',
  says: 'A fact of low confidence is for staff only: it says publish: false.',
  wrong: {
    'content/facts/extra.yaml':
      'x-1: { says: a, applies: [all], source: police, dated: "2026", confidence: low, checked: 2026-11-24, recheck: 2027-01-31, publish: true }\n',
  },
  right: {
    'content/facts/extra.yaml':
      'x-1: { says: a, applies: [all], source: police, dated: "2026", confidence: low, checked: 2026-11-24, recheck: 2027-01-31, publish: false }\n',
  },
  check: (content) =>
    [...content.facts].flatMap(([id, { confidence, publish }]): Problem[] =>
      publish && confidence === 'low'
        ? [problem(placeIn(content, id), `${id} has low confidence and may not be published`)]
        : [],
    ),
}
