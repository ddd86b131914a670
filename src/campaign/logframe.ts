import { z } from 'zod'
import { activityKinds, isDay } from './activity.ts'

/** What the program counts by itself and an indicator may show. */
export const measures = [
  'reached',
  'started',
  'engaged',
  'topic_completed',
  'quiz_finished',
  'contact_opened',
  'exposures',
  'shared',
  'reachable',
] as const
export type Measure = (typeof measures)[number]

export const levels = ['impact', 'outcome', 'output'] as const
export type Level = (typeof levels)[number]

export const risks = ['low', 'medium', 'high'] as const
export const units = ['accounts', 'people', 'events', 'times', 'percent', 'listeners'] as const
export const disaggregations = [
  'women',
  'sex',
  'age',
  'disability',
  'district',
  'language',
  'partner',
] as const

const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters, digits and -')

/** Where an indicator's actual comes from. */
const source = z.union([
  z.strictObject({ counts: z.enum(measures) }),
  z.strictObject({
    activities: z.strictObject({
      kinds: z.array(z.enum(activityKinds)).min(1),
      /** `women` are women and girls, `audience` is radio's estimate. */
      what: z.enum(['events', 'people', 'women', 'audience']),
    }),
  }),
  z.literal('typed'),
])
export type Source = z.infer<typeof source>

const indicatorSchema = z
  .strictObject({
    id,
    level: z.enum(levels),
    /** The output that it belongs to; an impact or an outcome has none. */
    output: id.optional(),
    source,
    unit: z.enum(units),
    /** True: what was achieved since the beginning adds up. False: the latest state counts. */
    cumulative: z.boolean(),
    disaggregation: z.array(z.enum(disaggregations)).default([]),
  })
  .refine(({ level, output }) => (level === 'output') === (output !== undefined), {
    message: 'an indicator of an output names it, and only such',
    path: ['output'],
  })
  .refine(({ source: from, cumulative }) => from === 'typed' || cumulative !== isState(from), {
    message: 'counts of what happened are cumulative; `reachable` is a state',
    path: ['cumulative'],
  })

function isState(from: Exclude<Source, 'typed'>): boolean {
  return 'counts' in from && from.counts === 'reachable'
}

/** What a campaign promised: the shape of `content/logframe.yaml`. Its words are texts of the staff pages. */
export const logframeSchema = z
  .strictObject({
    /** The campaign's first day: nothing was achieved or spent before. */
    begins: z.string().refine(isDay, 'is not a day as YYYY-MM-DD'),
    /** What spend is written in. */
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be three capitals, such as KGS'),
    outputs: z
      .array(
        z.strictObject({
          id,
          /** How much the output adds to the outcome, in per cent. */
          weight: z.number().int().min(1).max(100),
          risk: z.enum(risks),
        }),
      )
      .min(1),
    indicators: z.array(indicatorSchema).min(1),
  })
  .refine(({ outputs }) => outputs.reduce((sum, { weight }) => sum + weight, 0) === 100, {
    message: 'the weights must add up to 100',
    path: ['outputs'],
  })
  .refine(({ outputs }) => isDistinct(outputs), { message: 'an id is there twice', path: ['outputs'] })
  .refine(({ indicators }) => isDistinct(indicators), {
    message: 'an id is there twice',
    path: ['indicators'],
  })
  .refine(({ outputs, indicators }) => indicators.every(({ output }) => isOneOf(outputs, output)), {
    message: 'an indicator names an output that is not there',
    path: ['indicators'],
  })

export type Logframe = Readonly<z.infer<typeof logframeSchema>>
export type Output = Logframe['outputs'][number]
export type Indicator = Logframe['indicators'][number]

function isDistinct(list: readonly { id: string }[]): boolean {
  return new Set(list.map((each) => each.id)).size === list.length
}

function isOneOf(outputs: readonly { id: string }[], output: string | undefined): boolean {
  return output === undefined || outputs.some((each) => each.id === output)
}

/** Numbers that staff type in for an indicator. */
export const figureKinds = ['baseline', 'milestone', 'target', 'actual', 'actual-women'] as const
export type FigureKind = (typeof figureKinds)[number]

/** Which numbers an indicator takes: an actual only where nothing else counts it. */
export function figureKindsOf({ source: from, disaggregation }: Indicator): FigureKind[] {
  const women = disaggregation.includes('women')
  return figureKinds.filter((kind) => {
    if (kind === 'actual') return from === 'typed'
    return kind !== 'actual-women' || (from === 'typed' && women)
  })
}
