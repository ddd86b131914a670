import { z } from 'zod'
import { isDay, type Mistake, tidy } from './activity.ts'
import { endOfMonth } from './days.ts'
import { type FigureKind, figureKinds, figureKindsOf, type Indicator, type Logframe } from './logframe.ts'

/** Days are YYYY-MM-DD in the campaign's time zone. */
export type LogframeRules = { today: string; begins: string }

const line = (length: number) =>
  z
    .string()
    .transform((text) => tidy(text).replace(/\s+/g, ' '))
    .pipe(z.string().max(length, 'long'))

/** 1 200,50 as 1200.50: at most two decimals, at most twelve digits before them. */
const amount = z
  .string()
  .transform((text) =>
    tidy(text)
      .replace(/(?<=\d)[\s\u00a0\u202f'](?=\d{3})/g, '')
      .replace(',', '.'),
  )
  .pipe(
    z
      .string()
      .refine((text) => !/^[-−]/.test(text), 'negative')
      .refine((text) => /^([-−].*|\d{1,12}(\.\d{1,2})?)$/.test(text), 'number'),
  )

const day = z.string().transform(tidy).pipe(z.string().refine(isDay, 'day'))
const evidence = line(500).pipe(z.string().min(3, 'evidence'))

const figureShape = z.object({ kind: z.enum(figureKinds, 'kind'), day, value: amount, evidence })
const spendShape = z.object({
  day,
  output: line(40),
  amount: amount.pipe(z.string().refine((text) => Number(text) > 0 || /^[-−]/.test(text), 'zero')),
  what: line(200).pipe(z.string().min(3, 'what')),
  evidence,
})

type Texts = Readonly<Record<string, string>>
export type FigureEntry = { kind: FigureKind; day: string; value: string; evidence: string }
export type SpendEntry = {
  day: string
  output: string | null
  amount: string
  what: string
  evidence: string
}

/**
 * Reads a number of an indicator from its fields as text; answers all that is wrong. A milestone and a target stand for
 * the whole of a month: their day becomes its last, so that no two of them tell apart what happened on single days.
 */
export function readFigure(
  texts: Texts,
  indicator: Indicator,
  rules: LogframeRules,
): { entry: FigureEntry } | { mistakes: Mistake[] } {
  const read = figureShape.safeParse(texts)
  if (!read.success) return { mistakes: mistakesOf(read.error) }
  const { kind, value } = read.data
  const mistakes = [
    ...(figureKindsOf(indicator).includes(kind) ? [] : [{ field: 'kind', key: 'kind-counted' }]),
    ...(indicator.unit === 'percent' && Number(value) > 100 ? [{ field: 'value', key: 'percent' }] : []),
    ...dayMistakes(kind, read.data.day, rules),
  ]
  if (mistakes.length > 0) return { mistakes }
  return { entry: { ...read.data, day: isPlanned(kind) ? endOfMonth(read.data.day) : read.data.day } }
}

function isPlanned(kind: FigureKind): boolean {
  return kind === 'milestone' || kind === 'target'
}

/** A baseline was measured before the campaign or in it; plans may lie ahead; an actual lies in between. */
function dayMistakes(kind: FigureKind, on: string, { today, begins }: LogframeRules): Mistake[] {
  if (!isPlanned(kind) && on > today) return [{ field: 'day', key: 'day-future' }]
  return kind !== 'baseline' && on < begins ? [{ field: 'day', key: 'day-before', args: { begins } }] : []
}

/** Reads money that was spent from its fields as text; answers all that is wrong. */
export function readSpend(
  texts: Texts,
  { outputs }: Logframe,
  rules: LogframeRules,
): { entry: SpendEntry } | { mistakes: Mistake[] } {
  const read = spendShape.safeParse(texts)
  if (!read.success) return { mistakes: mistakesOf(read.error) }
  const { output } = read.data
  const mistakes = [
    ...(output === '' || outputs.some(({ id }) => id === output) ? [] : [{ field: 'output', key: 'output' }]),
    ...dayMistakes('actual', read.data.day, rules),
  ]
  if (mistakes.length > 0) return { mistakes }
  return { entry: { ...read.data, output: output === '' ? null : output } }
}

function mistakesOf(error: z.ZodError): Mistake[] {
  const seen = new Map(error.issues.map(({ path, message }) => [String(path[0]), message]))
  return [...seen].map(([field, key]) => ({ field, key }))
}
