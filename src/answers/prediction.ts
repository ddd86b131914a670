import type { Spoken, Understood } from '../content/understood.ts'

/** What an examiner of answers sees of one: the action, and topics with the likeliest first. */
export type Prediction = {
  action: 'answer' | 'abstain' | 'emergency' | 'smalltalk'
  topics: readonly string[]
}

/** Topics that tell of what a command does. */
const told: Readonly<Partial<Record<Spoken, string>>> = {
  stop: 'bot.unsubscribe',
  forget: 'bot.privacy-delete',
  clear: 'bot.privacy-delete',
  mydata: 'bot.privacy-delete',
  language: 'bot.language',
}

export function predictionOf(means: Understood): Prediction {
  switch (means.kind) {
    case 'danger':
      return { action: 'emergency', topics: means.topics }
    case 'topic':
      return { action: 'answer', topics: means.topics }
    case 'command': {
      const topic = told[means.command]
      return topic === undefined ? { action: 'smalltalk', topics: [] } : { action: 'answer', topics: [topic] }
    }
    case 'talk':
      return { action: 'smalltalk', topics: [] }
    case 'refused':
    case 'person':
    case 'complaint':
    case 'unknown':
      return { action: 'abstain', topics: [] }
  }
}
