import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { secondsOf } from '../voices.ts'
import { type ContentRule, type Problem, problem, topOf } from './rule.ts'

const secondsMost = 45

export const voiceFile: ContentRule = {
  id: 'voice-file',
  level: 'error',
  says: `A recording is named as the text that it reads out, is Ogg Opus, and takes ${secondsMost} seconds at most.`,
  wrong: { 'content/ru/voice/help.start.ogg': 'not a recording' },
  right: { 'content/ru/extra.yaml': 'dated: Проверено\n', 'content/ky/extra.yaml': 'dated: Текшерилди\n' },
  check: (content, { root }) =>
    [...content.voices].flatMap(([language, files]) =>
      [...files].flatMap(([key, file]): Problem[] => {
        const at = topOf(join('content', file))
        if (!content.texts.get(language)?.has(key)) return [problem(at, `there is no text ${key}`)]
        const seconds = secondsOf(readFileSync(join(root, 'content', file)))
        if (seconds === undefined) return [problem(at, 'is not Ogg Opus: record it as a voice message')]
        const length = Math.ceil(seconds)
        return seconds <= secondsMost ? [] : [problem(at, `takes ${length} seconds, ${secondsMost} at most`)]
      }),
    ),
}
