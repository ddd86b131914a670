import type { Language } from '../campaign/campaign.ts'
import type { Place } from './places.ts'

export const commands = ['menu', 'help', 'language', 'stop', 'forget', 'mydata', 'privacy', 'clear'] as const
export type Command = (typeof commands)[number]

/** What a person did, without a trace of the messenger it came through. */
export type Input =
  | { kind: 'start'; payload: string }
  | { kind: 'command'; command: Command }
  | { kind: 'go'; language: Language; place: Place }
  | { kind: 'press'; version: number; language: Language; place: Place; press: string }
  /** A button that none of ours can be. */
  | { kind: 'stray' }
  | { kind: 'text'; text: string }
  | { kind: 'location'; latitude: number; longitude: number }
  /** A voice message, picture, file or the like: it is not fetched. */
  | { kind: 'media' }
  | { kind: 'blocked' }
  | { kind: 'unblocked' }
