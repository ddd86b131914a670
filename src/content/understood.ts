/** Danger that is recognised before anything else; each kind has a safety card. */
export const dangers = [
  'trafficking',
  'passport',
  'violence',
  'detention',
  'missing',
  'suicide',
  'injury',
  'army',
] as const
export type Danger = (typeof dangers)[number]

/** What is refused plainly, with the lawful way beside it. */
export const refusals = ['forged-paper', 'bribe', 'smuggling', 'rules'] as const
export type Refusal = (typeof refusals)[number]

export const talks = ['greeting', 'thanks', 'goodbye', 'insult', 'are-you-there', 'okay'] as const
export type Talk = (typeof talks)[number]

/** Commands that are also said in words. */
export const spoken = ['stop', 'forget', 'language', 'clear', 'menu', 'mydata'] as const
export type Spoken = (typeof spoken)[number]

/**
 * What somebody typed was understood as. `topics` are ids of topics, the likeliest first; a model of the asks made them, so
 * no word that a person typed is in here.
 */
export type Understood =
  /** `sure`: also where the text may be the answer to a question. */
  | { kind: 'danger'; danger: Danger; sure: boolean; topics: readonly string[] }
  | { kind: 'topic'; sure: boolean; topics: readonly [string, ...string[]] }
  | { kind: 'refused'; refusal: Refusal; topics: readonly string[] }
  | { kind: 'talk'; talk: Talk }
  | { kind: 'command'; command: Spoken }
  | { kind: 'person' | 'complaint' | 'unknown' }
