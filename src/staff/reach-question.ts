import { dayIn } from '../campaign/campaign.ts'
import { startOfMonth } from '../campaign/days.ts'
import type { Script } from '../flow/script.ts'
import { readPayload } from '../flow/start.ts'
import { dimensions } from '../reach/segment.ts'
import type { KnownValues } from '../report/apart.ts'
import { firstDayCounted } from '../report/began.ts'
import { knownValues } from '../report/known.ts'
import { PeriodError, periodName, type ReachPeriod, readPeriod } from '../report/reach-period.ts'
import type { ReachQuestion } from '../report/reach-view.ts'
import { topicsOf } from '../report/topics.ts'
import type { Filter } from '../report/view.ts'
import type { Db } from '../store/db.ts'

/** A question that makes no sense; `key` and `args` are a text of the interface that says why and what to do. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError'
  readonly key: string
  readonly args: Readonly<Record<string, string>>

  constructor(key: string, args: Readonly<Record<string, string>> = {}) {
    super(key)
    this.key = key
    this.args = args
  }
}

/** Not known of an account, in an address. */
export const unknownInAddress = '-'
/** With three, groups would be so small that somebody could be recognised. */
export const filtersMost = 2

type Around = { db: Db; script: Script; now: () => Date }

/**
 * What the address of a page of numbers asks for: `period`, and filters by the names of dimensions. Null before anything
 * was counted. Throws a {@link QuestionError}.
 *
 * @param besides names of parameters that belong to something else, such as a chart's size
 */
export async function readQuestion(
  address: URLSearchParams,
  { db, script, now }: Around,
  besides: readonly string[] = [],
): Promise<ReachQuestion | null> {
  for (const name of address.keys()) {
    if (name !== 'period' && !dimensions.some((each) => each === name) && !besides.includes(name))
      throw new QuestionError('reach.bad.parameter', { name: name.slice(0, 40) })
  }
  const { time_zone: timeZone } = script.content.campaign
  const today = dayIn(timeZone, now())
  const first = await firstDayCounted(db)
  const known = knownValues(script)
  const filters = readFilters(address, script, known)
  if (first === null) return null
  const period = periodOf(address.get('period'), first, today)
  return { period, filters, today, timeZone, first, topics: topicsOf(script), known }
}

function periodOf(text: string | null, first: string, today: string): ReachPeriod {
  if (text === null) return { span: 'month', start: startOfMonth(today) }
  try {
    return readPeriod(text, { first, today })
  } catch (error) {
    if (!(error instanceof PeriodError)) throw error
    throw new QuestionError(`reach.bad.period.${error.reason}`, { period: text.slice(0, 40), first })
  }
}

function readFilters(address: URLSearchParams, script: Script, known: KnownValues): Filter[] {
  const filters = dimensions.flatMap((dimension): Filter[] => {
    const values = address.getAll(dimension)
    const [value] = values
    if (value === undefined) return []
    if (values.length > 1) throw new QuestionError('reach.bad.twice', { name: dimension })
    if (value === unknownInAddress) return [{ dimension, value: null }]
    const fits =
      known[dimension]?.includes(value) === true ||
      (dimension === 'source' && readPayload(script, value).code === value)
    if (!fits) throw new QuestionError('reach.bad.value', { name: dimension, value: value.slice(0, 40) })
    return [{ dimension, value }]
  })
  if (filters.length > filtersMost) throw new QuestionError('reach.bad.many')
  return filters
}

/** The address's parameters of a question; what is not given stays. */
export function addressOf(
  question: Pick<ReachQuestion, 'period' | 'filters'>,
  more: Readonly<Record<string, string>> = {},
): string {
  const address = new URLSearchParams({ period: periodName(question.period) })
  for (const { dimension, value } of question.filters) address.set(dimension, value ?? unknownInAddress)
  for (const [name, value] of Object.entries(more)) address.set(name, value)
  return `?${address.toString()}`
}
