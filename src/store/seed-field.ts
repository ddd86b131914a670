import { dayMs } from '../campaign/days.ts'
import type { Chance } from '../campaign/random.ts'
import type { Db } from './db.ts'
import type { Arrivals } from './seed-arrivals.ts'
import { between, draw, type Weighted } from './seed-chance.ts'

type Field = { days: readonly Arrivals[]; now: Date; random: Chance; broadcast: number | undefined }

const districts: Weighted<string> = [
  ['Osh', 4],
  ['Batken', 4],
  ['Khatlon', 3],
  ['Sughd', 2],
]
/** A kind of work in the field, how many days lie between two, and which code people get there. */
const kinds = [
  { kind: 'field-event', every: 9, code: 'poster', most: 140, partner: 'Synthetic partner A' },
  { kind: 'shg-session', every: 5, code: 'shg', most: 24, partner: 'Synthetic self-help groups' },
  { kind: 'posters', every: 24, code: 'poster', most: 60, partner: 'Synthetic partner A' },
  { kind: 'training', every: 45, code: 'ngo', most: 30, partner: 'Synthetic partner B' },
  { kind: 'partner', every: 30, code: 'ngo', most: 50, partner: 'Synthetic partner B' },
] as const
const outputs: Weighted<string | null> = [
  ['informed', 4],
  ['rights', 3],
  ['groups', 2],
  ['partners', 1],
  [null, 2],
]
/** Indicators of the logframe with a number for its end; baselines are 0, the milestone is half of it. */
const goals = [
  { indicator: 'reached', target: 4000 },
  { indicator: 'engaged', target: 1500 },
  { indicator: 'topics', target: 3000 },
  { indicator: 'quizzes', target: 600 },
  { indicator: 'contacts', target: 500 },
  { indicator: 'shared', target: 400 },
  { indicator: 'field-people', target: 2500 },
  { indicator: 'shg-sessions', target: 60 },
  { indicator: 'shg-women', target: 700 },
] as const
const notReal = 'Synthetic: made up by a program, of no real donor or project'

const writeActivities = `
insert into activity (day, district, kind, partner, people, entry_code, remark, synthetic, at)
select day, district, kind, partner, people, code, remark, true, at
from jsonb_to_recordset($1::text::jsonb) as x(
  day date, district text, kind text, partner text, people jsonb, code text, remark text, at timestamptz)`
const writeSpend = `
insert into spend (day, output, amount, what, evidence, synthetic, at)
select day, output, amount, what, evidence, true, at
from jsonb_to_recordset($1::text::jsonb) as x(
  day date, output text, amount numeric, what text, evidence text, at timestamptz)`
const writeFigures = `
insert into logframe_number (indicator, kind, day, value, evidence, synthetic, at)
select indicator, kind, day, value, evidence, true, at
from jsonb_to_recordset($1::text::jsonb) as x(
  indicator text, kind text, day date, value numeric, evidence text, at timestamptz)`
const writeNotes = `
insert into annotation (day, until, kind, text, at)
select day, until, kind, text, at
from jsonb_to_recordset($1::text::jsonb) as x(day date, until date, kind text, text text, at timestamptz)`

/** Made-up work of staff beside the bot: activities, spend, the logframe's numbers, notes to the charts. All of it says so. */
export async function writeFieldWork(db: Db, field: Field): Promise<void> {
  const at = field.now.toISOString()
  const write = (statement: string, rows: readonly object[]) =>
    db.run(statement, [JSON.stringify(rows.map((row) => ({ ...row, at })))])
  await write(writeActivities, [...activities(field), ...broadcasts(field)])
  await write(writeSpend, spending(field))
  await write(writeFigures, figures(field))
  await write(writeNotes, notes(field))
}

function activities({ days, random }: Field) {
  return kinds.flatMap(({ kind, every, code, most, partner }) => {
    const rows = []
    for (let at = between(1, every, random); at < days.length; at += between(1, 2 * every - 1, random))
      rows.push({
        day: dayOf(days, at),
        district: draw(districts, random),
        kind,
        partner,
        people: crowd(most, random),
        code,
        remark: notReal,
      })
    return rows
  })
}

function broadcasts({ days, random, broadcast }: Field) {
  const at = days.findIndex(({ begins }) => begins === broadcast)
  if (at < 0) return []
  const people = { audience: between(20, 80, random) * 1000 }
  const district = draw(districts, random)
  return [
    {
      day: dayOf(days, at),
      district,
      kind: 'radio',
      partner: 'Synthetic radio',
      people,
      code: 'radio',
      remark: notReal,
    },
  ]
}

/** Counts of those who were there: by sex and by age, which add up to the same. */
function crowd(most: number, random: Chance) {
  const total = between(Math.ceil(most / 5), most, random)
  const minors = Math.floor(total * random() * 0.12)
  const girls = between(0, minors, random)
  const women = between(0, total - minors, random)
  const young = between(0, total - minors, random)
  const grown = between(0, total - minors - young, random)
  return {
    total,
    women,
    men: total - minors - women,
    girls,
    boys: minors - girls,
    'under-18': minors,
    '18-24': young,
    '25-34': grown,
    '35-49': total - minors - young - grown,
    disability: Math.floor(total * random() * 0.06),
  }
}

function spending({ days, random }: Field) {
  const rows = []
  for (let at = between(0, 6, random); at < days.length; at += between(4, 12, random))
    rows.push({
      day: dayOf(days, at),
      output: draw(outputs, random),
      amount: between(40, 900, random) + between(0, 99, random) / 100,
      what: draw(
        [
          ['Printing', 2],
          ['Travel', 3],
          ['Hall and tea', 3],
          ['Air time', 1],
        ],
        random,
      ),
      evidence: notReal,
    })
  return rows
}

function figures({ days }: Field) {
  const [first, half, last] = [0, Math.floor(days.length / 2), days.length - 1].map((at) => dayOf(days, at))
  return goals.flatMap(({ indicator, target }) => [
    { indicator, kind: 'baseline', day: first, value: 0, evidence: notReal },
    { indicator, kind: 'milestone', day: half, value: target / 2, evidence: notReal },
    { indicator, kind: 'target', day: last, value: target, evidence: notReal },
  ])
}

function notes({ days, broadcast }: Field) {
  const onAir = days.findIndex(({ begins }) => begins === broadcast)
  const third = Math.floor(days.length / 3)
  return [
    {
      day: dayOf(days, Math.max(onAir, 0)),
      until: null,
      kind: 'staff',
      text: 'Synthetic: the bot was named on the radio',
    },
    {
      day: dayOf(days, third),
      until: dayOf(days, Math.min(third + 6, days.length - 1)),
      kind: 'staff',
      text: 'Synthetic: a week of field events',
    },
  ]
}

function dayOf(days: readonly Arrivals[], at: number): string {
  const day = days[at]
  if (day === undefined) throw new RangeError(`There is no day ${at}`)
  return new Date(day.begins + dayMs / 2).toISOString().slice(0, 10)
}
