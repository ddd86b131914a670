import { isDraft } from '../message.ts'
import { type ContentRule, type Problem, problem, topOf, translations } from './rule.ts'

export const machineDraft: ContentRule = {
  id: 'machine-draft',
  level: 'warning',
  says: 'A translation that no speaker has read says so to people: have it read and mark its pin as reviewed.',
  wrong: { 'content/ky/pins.yaml': '{}\n' },
  right: {
    'content/campaign.yaml':
      'name: Tiny\nlanguages: [ru]\nsource_language: ru\ntime_zone: Asia/Bishkek\ncitizenships: [KG]\nentry_codes: {}\ncomplaint_channels: []\nblocked_sources: [svoboda]\n',
  },
  check(content) {
    const files = new Map<string, { all: number; unread: number }>()
    for (const { language, key, text } of translations(content)) {
      const count = files.get(text.file) ?? { all: 0, unread: 0 }
      const unread = isDraft(content, language, key) ? 1 : 0
      files.set(text.file, { all: count.all + 1, unread: count.unread + unread })
    }
    return [...files].flatMap(([file, { all, unread }]): Problem[] =>
      unread === 0 ? [] : [problem(topOf(file), `no speaker has read ${unread} of ${all} texts`)],
    )
  },
}
