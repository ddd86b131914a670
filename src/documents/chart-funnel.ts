import {
  bar,
  type Colours,
  coloursOf,
  keptBack,
  lineColour,
  num,
  picture,
  widthWithin,
  words,
} from './chart-look.ts'
import { emptyFrame } from './chart-rows.ts'
import { widthOf, wrap } from './chart-text.ts'

export type FunnelChart = {
  title: string
  /** From top to bottom. `share` is of the first stage, 0 to 1, null when kept back; `text` is what stands beside the label. */
  stages: readonly { label: string; share: number | null; text: string }[]
  dark: boolean
  /** In CSS pixels, 300 to 1000. */
  width: number
}

type Stage = FunnelChart['stages'][number]
/** A stage with where its bar begins. */
type Laid = { stage: Stage; label: string[]; beside: boolean; top: number; barTop: number }

const size = 14
const lineHeight = 18
const barHeight = 20
const between = 20

/** Stages of a way from top to bottom, each a bar with its words above it; between two bars stands who went on. */
export function funnelChart(chart: FunnelChart): string {
  const colours = coloursOf(chart.dark)
  const width = widthWithin(chart.width)
  const laid = lay(chart.stages, width)
  const height = Math.max(48, (laid.at(-1)?.barTop ?? 0) + barHeight + 4)
  const body = laid.flatMap((each, at) => [
    ...drawFall(each, laid[at + 1], { width, colours }),
    ...drawStage(each, { width, colours }),
  ])
  return picture(
    { title: chart.title, width, height, colours },
    body.length > 0 ? body : emptyFrame(width, colours),
  )
}

function lay(stages: readonly Stage[], width: number): Laid[] {
  let top = 2
  return stages.map((stage) => {
    const room = width - widthOf(stage.text, size, true) - 16
    const beside = room > width * 0.4
    const label = wrap(stage.label, { width: beside ? room : width, size, lines: 2 })
    const laid = {
      stage,
      label,
      beside,
      top,
      barTop: top + (label.length + (beside ? 0 : 1)) * lineHeight + 5,
    }
    top = laid.barTop + barHeight + between
    return laid
  })
}

type Page = { width: number; colours: Colours }

function drawStage({ stage, label, beside, top, barTop }: Laid, { width, colours }: Page): string[] {
  const text = beside
    ? words(stage.text, [width, top + size], { size, bold: true, anchor: 'end' })
    : words(stage.text, [0, top + size + label.length * lineHeight], { size, bold: true })
  const room = { x: 0, y: barTop, width, height: barHeight }
  return [
    ...label.map((line, at) => words(line, [0, top + at * lineHeight + size], { size })),
    text,
    bar(room, colours.grid, 3),
    stage.share === null
      ? keptBack({ ...room, x: 0.5, width: width - 1 }, colours)
      : bar({ ...room, width: lengthOf(stage.share, width) }, lineColour(colours, 0), 3),
  ]
}

/** From the end of a bar to the end of the next, behind the words; left out beside a share that is kept back. */
function drawFall(from: Laid, to: Laid | undefined, { width, colours }: Page): string[] {
  if (to === undefined || from.stage.share === null || to.stage.share === null) return []
  const [above, below] = [lengthOf(from.stage.share, width), lengthOf(to.stage.share, width)].map(num)
  const [top, bottom] = [from.barTop + barHeight, to.barTop].map(num)
  const points = `0,${top} ${above},${top} ${below},${bottom} 0,${bottom}`
  return [`<polygon points="${points}" fill="${lineColour(colours, 0)}" opacity="0.12"/>`]
}

function lengthOf(share: number, width: number): number {
  return Math.max(2, Math.min(1, Math.max(0, share)) * width)
}
