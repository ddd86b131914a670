import type { Context } from 'hono'
import type { Indicator } from '../campaign/logframe.ts'
import type { Actual } from '../report/actuals.ts'
import type { StaffEnv } from './env.ts'
import type { Words } from './words.ts'

/** The fields of a form as texts; one that is not there is empty. */
export async function textsIn(
  c: Context<StaffEnv>,
  fields: readonly string[],
): Promise<Record<string, string>> {
  const body = await c.req.parseBody()
  return Object.fromEntries(
    fields.map((field) => {
      const text = body[field]
      return [field, typeof text === 'string' ? text : '']
    }),
  )
}

export function gone(c: Context<StaffEnv>): Response {
  return c.text(`${c.var.words.t('logframe.refused.gone')}\n`, 404)
}

const formats = new Map<string, Intl.NumberFormat>()

/** Making a formatter costs more than a whole page of numbers. */
function formatOf({ tongue }: Words, name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${tongue} ${name}`
  let format = formats.get(key)
  if (format === undefined) {
    format = new Intl.NumberFormat(tongue === 'en' ? 'en-GB' : tongue, options)
    formats.set(key, format)
  }
  return format
}

/** Money with two decimals and its currency, as the language writes it: 20,500.50 USD. */
export function moneyIn(words: Words, currency: string, amount: number): string {
  const format = formatOf(words, 'money', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  return `${format.format(amount)} ${currency}`
}

/** A number in its indicator's unit: 35.5 as 35.5%. */
export function valueIn(words: Words, { unit }: Pick<Indicator, 'unit'>, value: number): string {
  if (unit !== 'percent') return words.number(value)
  return formatOf(words, 'percent', { style: 'percent', maximumFractionDigits: 2 }).format(value / 100)
}

const whyNot = { few: 'few', hidden: 'hidden', 'not collected': 'uncollected', 'not set': 'unset' } as const

/** An actual as it is read, or why there is none. */
export function actualIn(words: Words, indicator: Pick<Indicator, 'unit'>, actual: Actual): string {
  return typeof actual === 'string'
    ? words.t(`logframe.actual.${whyNot[actual]}`)
    : valueIn(words, indicator, actual.value)
}
