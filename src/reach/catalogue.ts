/**
 * Everything that can happen between a person and the campaign, and nothing else is ever counted.
 * An event holds its name, the account's random integer, its time, the language in use, one id of our own
 * content (`item`) and one number (`value`). It never holds a word that a person typed, nor anything that tells who they are.
 */
export const events = {
  started: { says: 'A person pressed Start for the first time', item: 'entry code or other', value: null },
  language_chosen: { says: 'A person chose a language', item: 'language', value: null },
  counting_accepted: { says: 'A person agreed to be counted', item: null, value: null },
  card_shown: {
    says: 'Telegram accepted an approved card after an action of the account',
    item: 'card',
    value: null,
  },
  topic_completed: { says: 'A person reached the last card of a topic', item: 'topic', value: null },
  quiz_finished: { says: 'A person answered the last question of a quiz', item: 'quiz', value: 'points' },
  contact_opened: { says: 'A person opened a contact', item: 'contact', value: null },
  card_kept: { says: 'A person kept a card in the chat', item: 'card', value: null },
  card_shared: { says: 'A person asked for the link to pass on', item: 'card', value: null },
  text_unanswered: {
    says: 'A person typed something the bot had no answer for; the text is not kept',
    item: null,
    value: null,
  },
  text_answered: {
    says: 'A person typed something that the bot answered with a topic; the text is not kept',
    item: 'topic',
    value: null,
  },
  danger_told: {
    says: 'A person typed something in which danger was recognised; the text is not kept',
    item: 'kind of danger',
    value: null,
  },
  question_asked: { says: 'A person asked for a human answer', item: 'card', value: null },
  reminder_asked: { says: 'A person asked to be reminded', item: 'card', value: null },
  sending_stopped: {
    says: 'A person stopped the messages that the campaign sends by itself',
    item: null,
    value: null,
  },
  sending_resumed: { says: 'A person allowed such messages again', item: null, value: null },
  bot_blocked: { says: 'A person blocked the bot', item: null, value: null },
  bot_unblocked: { says: 'A person unblocked the bot', item: null, value: null },
  helpful_voted: {
    says: 'A person said whether the last card of a topic was helpful',
    item: 'card',
    value: '1 for yes, 0 for no',
  },
} as const satisfies Record<string, { says: string; item: string | null; value: string | null }>

export type EventName = keyof typeof events

/** An event before it is saved. */
export type ReachEvent = { name: EventName; item?: string; value?: number }

/** Numbers of event names as stored: append only, never change or reuse one. */
export const eventNumbers: Readonly<Record<EventName, number>> = {
  started: 1,
  language_chosen: 2,
  counting_accepted: 3,
  card_shown: 4,
  topic_completed: 5,
  quiz_finished: 6,
  contact_opened: 7,
  card_kept: 8,
  card_shared: 9,
  text_unanswered: 10,
  question_asked: 11,
  reminder_asked: 12,
  sending_stopped: 13,
  sending_resumed: 14,
  bot_blocked: 15,
  bot_unblocked: 16,
  helpful_voted: 17,
  text_answered: 18,
  danger_told: 19,
}
