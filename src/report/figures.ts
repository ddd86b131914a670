import { type FigureKind, figureKinds } from '../campaign/logframe.ts'
import type { Db } from '../store/db.ts'

/** A number of the logframe as somebody typed it in. */
export type Figure = {
  id: number
  indicator: string
  kind: FigureKind
  day: string
  value: number
  evidence: string
  by: string | null
  at: Date
  removed: boolean
}

/** Every number that was ever typed in, the newest first; removed ones are marked. */
export async function listFigures(db: Db): Promise<Figure[]> {
  const rows = await db.run(
    `select n.id, n.indicator, n.kind, to_char(n.day, 'YYYY-MM-DD') as day, n.value::text as value, n.evidence,
       a.name as by, n.at, n.removed_at is not null as removed
     from logframe_number n left join staff_account a on a.id = n.staff order by n.at desc, n.id desc`,
    [],
  )
  return rows.flatMap((row) => {
    const kind = figureKinds.find((each) => each === row.kind)
    if (kind === undefined) return []
    return {
      id: Number(row.id),
      indicator: String(row.indicator),
      kind,
      day: String(row.day),
      value: Number(row.value),
      evidence: String(row.evidence),
      by: row.by === null ? null : String(row.by),
      at: new Date(String(row.at)),
      removed: row.removed === true,
    }
  })
}

/** The numbers of an indicator that count now: of several for the same thing and day, the newest that was not removed. */
export type Standing = {
  baseline: Figure | undefined
  target: Figure | undefined
  /** Oldest day first. */
  milestones: Figure[]
  actuals: Figure[]
  womenActuals: Figure[]
}

/** @param figures of one indicator, the newest first, as {@link listFigures} answers them */
export function standing(figures: readonly Figure[]): Standing {
  const there = figures.filter(({ removed }) => !removed)
  const newest = (kind: FigureKind) => there.find((figure) => figure.kind === kind)
  const byDay = (kind: FigureKind) => {
    const days = new Map<string, Figure>()
    for (const figure of there)
      if (figure.kind === kind && !days.has(figure.day)) days.set(figure.day, figure)
    return [...days.values()].sort((a, b) => a.day.localeCompare(b.day))
  }
  return {
    baseline: newest('baseline'),
    target: newest('target'),
    milestones: byDay('milestone'),
    actuals: byDay('actual'),
    womenActuals: byDay('actual-women'),
  }
}
