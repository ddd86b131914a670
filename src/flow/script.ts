import { z } from 'zod'
import type { Content } from '../content/load.ts'
import type { Conditions } from './conditions.ts'

/*
 * The script language. One zod schema is its only definition: the loader checks with it, and the JSON Schema
 * for editors (`flows/schema.json`) is generated from it.
 */

const name = z
  .string()
  .max(16)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens')
const choiceId = z
  .string()
  .max(12)
  .regex(/^[A-Za-z0-9-]+$/, 'must be letters, digits and hyphens')
const target = z
  .string()
  .regex(/^([a-z0-9-]+|[a-z0-9-]+\.[a-z0-9-]+)$/, 'must be a node, flow.node or return')
  .describe('A node of this flow, flow.node of another, or `return` to whoever called this flow')
const condition = z.string().min(1).describe('A condition in CEL over variables; an unknown variable is null')
const textKey = z.string().regex(/^[a-z0-9-]+\.[A-Za-z0-9._-]+$/, 'must be a full text key such as ui.next')
const https = z.string().regex(/^https:\/\//, 'must begin with https://')
const scalar = z.union([z.string(), z.number(), z.boolean()])

export const effects = ['count', 'dont-count', 'stop', 'resume', 'forget', 'clear'] as const
export const requests = ['ask', 'remind'] as const

const buttonObject = z
  .strictObject({
    to: target.optional(),
    flow: name.optional().describe('The start of another flow'),
    call: name.optional().describe('A subflow; it comes back to this card at `to: return`'),
    url: https.optional().describe('An official page'),
    when: condition.optional(),
    label: textKey.optional().describe('Text of the button, when it is not <flow>.<node>.<button>'),
    set: z.record(z.string(), scalar).optional(),
    effect: z.enum(effects).optional(),
    request: z.enum(requests).optional(),
  })
  .refine((button) => [button.to, button.flow, button.call, button.url].filter(Boolean).length === 1, {
    message: 'needs exactly one of to, flow, call, url',
  })
export type Button = z.infer<typeof buttonObject>
const button = z.union([target.transform((to): Button => ({ to })), buttonObject])
const buttons = z.record(choiceId, button).default({})

const media = z.strictObject({
  kind: z.enum(['picture', 'document', 'voice']),
  file: z.string().min(1).describe('A file below content/'),
})

const shared = {
  facts: z.array(z.string()).default([]).describe('Facts that the card rests on'),
  contacts: z.array(z.string()).default([]).describe('Contacts whose lines are shown in the card'),
  needs: z
    .array(name)
    .default([])
    .describe('Variables that are asked first (profile.<variable>) when unknown'),
  media: media.optional(),
  keep: z.boolean().default(false).describe('Offer to leave the card in the chat as a message of its own'),
  share: z.boolean().default(false).describe('Offer a link to pass on'),
  end: z.boolean().default(false).describe('The topic is completed here'),
  quiet: z
    .boolean()
    .default(false)
    .describe('Seeing this card would tell something about the person: it is not counted'),
  show: z
    .boolean()
    .default(false)
    .describe(
      'To be shown to an official: the card carries the Russian text as well, and is given as a picture',
    ),
  picture: z.boolean().default(false).describe('Offer the card as a picture'),
  pack: z.boolean().default(false).describe('Offer all topics as one file for the phone'),
  buttons,
}

const optionObject = z.strictObject({
  to: target.optional(),
  label: textKey.optional(),
  near: z.tuple([z.number(), z.number()]).optional().describe('Latitude and longitude of its centre'),
  within_km: z.number().positive().default(50),
})
type Option = Partial<z.infer<typeof optionObject>>
const option = z.union([z.null().transform((): Option => ({})), optionObject]).describe('An answer to choose')

const dayLimit = z
  .string()
  .regex(/^(\d{4}-\d{2}-\d{2}|[+-]\d+d)$/, 'must be a day or a number of days such as -400d')

const answerObject = z.strictObject({ points: z.number().int(), label: textKey.optional() })
type Answer = z.infer<typeof answerObject>
const answer = z.union([
  z
    .number()
    .int()
    .transform((points): Answer => ({ points })),
  answerObject,
])

/** A piece of a printed paper; its words are the text `<node>.<id>`. */
const part = z.strictObject({
  id: choiceId,
  as: z.enum(['heading', 'text', 'note', 'blank', 'box']).describe('blank: lines for the pen; box: a frame'),
  lines: z.number().int().positive().max(12).default(1),
  when: condition.optional(),
})

/** A step of a timeline; what to do is the text `<node>.<id>`. */
const timedStep = z.strictObject({
  day: z
    .union([z.number().int(), z.literal('today')])
    .describe('The day of arrival is day 1; -3 is three days before it; `today` has no date'),
  when: condition.optional(),
  facts: z.array(z.string()).min(1).describe('What the date rests on'),
})

export const nodeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('card'),
    ...shared,
    unticked: name.optional().describe('A checklist of this flow, whose items without a tick are listed'),
  }),
  z.strictObject({
    kind: z.literal('route'),
    needs: shared.needs,
    routes: z.array(z.strictObject({ when: condition, to: target })).min(1),
    otherwise: target,
  }),
  z.strictObject({
    kind: z.literal('ask'),
    ...shared,
    var: name,
    answer: z.enum(['choice', 'number', 'date', 'text', 'location']),
    options: z.record(choiceId, option).default({}),
    min: z.number().optional(),
    max: z.number().optional(),
    earliest: dayLimit.optional(),
    latest: dayLimit.optional(),
    max_length: z.number().int().positive().max(1000).default(200),
    private: z.boolean().default(false).describe('Sealed, never logged, deleted after hand-over or 24 hours'),
    optional: z.boolean().default(false).describe('Offer a Skip button'),
    then: target,
  }),
  z.strictObject({
    kind: z.literal('quiz'),
    ...shared,
    questions: z.record(
      name,
      z.strictObject({
        answers: z.record(choiceId, answer).describe('Answer and its points'),
        facts: z.array(z.string()).default([]),
      }),
    ),
    bands: z.array(z.strictObject({ from: z.number(), to: target })).min(1),
  }),
  z.strictObject({ kind: z.literal('checklist'), ...shared, items: z.array(choiceId).min(1).max(12) }),
  z.strictObject({
    kind: z.literal('contacts'),
    ...shared,
    tags: z.array(z.string()).min(1),
    place: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('language'), ...shared, then: target }),
  z.strictObject({
    kind: z.literal('pick'),
    ...shared,
    table: name.describe('A table of content/tables, or agencies'),
    var: name.describe('Keeps the chosen row; texts and conditions also know <var>_<field>'),
    first: z.array(z.string()).default([]).describe('Rows offered before anything is typed'),
    then: target,
    none: target.optional().describe('Where to go when nothing fits'),
  }),
  z.strictObject({
    kind: z.literal('sheet'),
    ...shared,
    in: z.enum(['source', 'own', 'both']).describe('The language on paper'),
    text: z.boolean().default(false).describe('Offer the words as a message too'),
    parts: z.array(part).min(1),
  }),
  z.strictObject({
    kind: z.literal('timeline'),
    ...shared,
    from: name.describe('The variable that holds the day of arrival'),
    steps: z.record(choiceId, timedStep),
  }),
])

export const flowSchema = z.strictObject({
  flow: name,
  topic: z.string().optional(),
  entry: z.string().max(16).optional().describe('A /start code that leads straight here'),
  emergency: z.boolean().default(false).describe('Every card also carries the text in the source language'),
  start: name,
  nodes: z.record(name, nodeSchema),
})

export type Node = z.infer<typeof nodeSchema>
export type NodeOf<K extends Node['kind']> = Extract<Node, { kind: K }>
export type Flow = z.infer<typeof flowSchema>
/** A node that is shown; a route only chooses. */
export type Shown = Exclude<Node, { kind: 'route' }>
export type Effect = (typeof effects)[number]
export type Scalar = z.infer<typeof scalar>

/** What staff have taken from people for now: cards by `flow.node`, facts and contacts by their ids. */
export type Hidden = Readonly<Record<'cards' | 'facts' | 'contacts', ReadonlySet<string>>>

/** All flows of a campaign with what they are said in, and where nodes went that older messages may still name. */
export type Script = {
  flows: ReadonlyMap<string, Flow>
  moved: ReadonlyMap<string, string>
  conditions: Conditions
  content: Content
  /** https://t.me/<username>: where shared cards lead. */
  botLink: string
  /** People get a safe card in place of what is in it. */
  hidden: Hidden
}
