import type { Written } from '../../campaign/campaign.ts'
import type { Content } from '../load.ts'
import { fingerprint } from '../pins.ts'
import { type ContentRule, isBroken, type Problem, problem, topOf, translations } from './rule.ts'

const campaign =
  'name: Tiny\nlanguages: [ru, tg]\nsource_language: ru\ntime_zone: Asia/Bishkek\ncitizenships: [TJ]\nentry_codes: {}\ncomplaint_channels: []\nblocked_sources: []\n'

export const staleTranslation: ContentRule = {
  id: 'stale-translation',
  level: 'warning',
  says: 'Each translation is pinned to the source text that it was made from; when that text changes, translate again.',
  wrong: {
    'content/campaign.yaml': campaign,
    'content/ru/extra.yaml': 'hello: Здравствуйте\n',
    'content/tg/extra.yaml': 'hello: Салом\n',
    'content/tg/pins.yaml': 'extra.hello: 00000000 draft\n',
  },
  right: {
    'content/campaign.yaml': campaign,
    'content/ru/extra.yaml': 'hello: Здравствуйте\n',
    'content/tg/extra.yaml': 'hello: Салом\n',
    'content/tg/pins.yaml': `extra.hello: ${fingerprint('Здравствуйте')} draft\n`,
  },
  check: (content, ground) =>
    content.campaign.languages
      .filter((language) => !isBroken(ground, pinsOf(language)))
      .flatMap((language) => stalePins(content, language)),
}

function stalePins(content: Content, language: Written): Problem[] {
  const texts = translations(content).filter((each) => each.language === language)
  const pins = content.pins.get(language)
  if (texts.length > 0 && (pins === undefined || pins.size === 0)) {
    const message = `pins none of ${texts.length} translations: sapar pin --lang ${language}`
    return [problem(topOf(pinsOf(language)), message)]
  }
  return texts.flatMap(({ key, text, source }): Problem[] => {
    const pin = pins?.get(key)
    if (pin?.of === fingerprint(source.text)) return []
    const why =
      pin === undefined
        ? 'has no pin:'
        : 'was made from an older text of the source language: translate it again, then'
    return [problem(text, `${key} ${why} sapar pin --lang ${language} ${key}`)]
  })
}

function pinsOf(language: Written): string {
  return `content/${language}/pins.yaml`
}
